"""nbgrader courses made in code, with honest submissions: complete, blank, half done, stuck.

nbgrader itself generates them. Used by measurements and tests.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from textwrap import indent
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.stock.environment import ensure_tools_on_path

NAME = "ps1"
Cells = list[Any]


def plain(source: str) -> Any:
    """A cell that nbgrader does not know."""
    return new_code_cell(source)


def locked(name: str, source: str) -> Any:
    return _known(name, source, locked=True)


def answer(name: str, model: str, before: str = "", after: str = "") -> Any:
    """An answer cell; ``before`` (often a ``def`` line) and ``after`` stay when the model answer is taken out."""
    pad = "    " if before.endswith(":") else ""
    body = f"### BEGIN SOLUTION\n{model}\n### END SOLUTION"
    parts = [before, indent(body, pad), after]
    return _known(name, "\n".join(part for part in parts if part), solution=True)


def asserts(name: str, source: str, points: float = 2.0, hidden: str = "") -> Any:
    text = source + (f"\n### BEGIN HIDDEN TESTS\n{hidden}\n### END HIDDEN TESTS" if hidden else "")
    return _known(name, text, grade=True, locked=True, points=points)


def written(name: str, points: float = 5.0, kind: str = "markdown") -> Any:
    """An answer that a person marks."""
    return _known(
        name, "### BEGIN SOLUTION\nmodel\n### END SOLUTION", kind, grade=True, solution=True, points=points
    )


def task(name: str, points: float = 3.0) -> Any:
    return _known(name, "Describe it.", "markdown", task=True, points=points, locked=True)


def _known(name: str, source: str, kind: str = "code", **meta: Any) -> Any:
    full = {
        "grade": False,
        "grade_id": name,
        "locked": False,
        "schema_version": 3,
        "solution": False,
        "task": False,
    }
    make = new_code_cell if kind == "code" else new_markdown_cell
    return make(source, metadata={"nbgrader": {**full, **meta}})


def notebook(cells: Iterable[Any]) -> Any:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=list(cells), metadata={"kernelspec": kernel})


def build_course(
    root: Path,
    notebooks: dict[str, Cells],
    files: dict[str, str] | None = None,
    config: str = "",
    steps: dict[str, str] | None = None,
) -> Path:
    """A course with one generated assignment; ``steps`` renames nbgrader's folders."""
    steps = steps or {}
    source = root / steps.get("source", "source") / NAME
    source.mkdir(parents=True)
    names = "".join(f"c.CourseDirectory.{step}_directory = {name!r}\n" for step, name in steps.items())
    (root / "nbgrader_config.py").write_text(
        f'c = get_config()\nc.CourseDirectory.course_id = "c1"\n{names}{config}'
    )
    for name, cells in notebooks.items():
        nbformat.write(notebook(cells), source / f"{name}.ipynb")
    for name, text in (files or {}).items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text)
    generate(root)
    return root


def generate(root: Path, name: str = NAME) -> None:
    nbgrader(root, "generate_assignment", name, "--force")


def nbgrader(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one of nbgrader's own commands in a course."""
    ensure_tools_on_path()
    done = subprocess.run(
        [Path(sys.executable).with_name("nbgrader"), *arguments], cwd=root, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done


Change = Callable[[str, str], str | None]


def hand_in(
    root: Path,
    student: str,
    change: Change = lambda _name, text: text,
    *,
    without: Iterable[str] = (),
    files: dict[str, str] | None = None,
    steps: dict[str, str] | None = None,
    name: str = NAME,
) -> Path:
    """A submission: the release version with each answer changed by ``change(grade_id, stub)``."""
    steps = steps or {}
    folder = root / steps.get("submitted", "submitted") / student / name
    folder.mkdir(parents=True)
    for path in sorted((root / steps.get("release", "release") / name).glob("*.ipynb")):
        if path.stem in without:
            continue
        nb = nbformat.read(path, 4)
        for cell in nb.cells:
            meta = cell.metadata.get("nbgrader", {})
            if meta.get("solution"):
                text = change(meta["grade_id"], cell.source)
                cell.source = cell.source if text is None else text
        nbformat.write(nb, folder / path.name)
    for extra, text in (files or {}).items():
        (folder / extra).write_text(text)
    (folder / "timestamp.txt").write_text("2026-06-01 03:00:00.000000 UTC")
    return folder


def model_answers(root: Path, name: str = NAME, steps: dict[str, str] | None = None) -> dict[str, str]:
    """grade_id -> the model answer's text."""
    found = {}
    for path in (root / (steps or {}).get("source", "source") / name).glob("*.ipynb"):
        for cell in json.loads(path.read_text())["cells"]:
            meta = cell["metadata"].get("nbgrader", {})
            if meta.get("solution"):
                found[meta["grade_id"]] = "".join(cell["source"])
    return found


def hand_in_honestly(root: Path, steps: dict[str, str] | None = None, name: str = NAME) -> None:
    """complete, blank, half done, and one who wrote something wrong."""
    models = model_answers(root, name, steps)
    half = set(sorted(models)[: len(models) // 2])
    where: dict[str, Any] = {"steps": steps, "name": name}
    hand_in(root, "complete", lambda n, _: models[n], **where)
    hand_in(root, "blank", **where)
    hand_in(root, "half", lambda n, text: models[n] if n in half else text, **where)
    hand_in(root, "wrong", lambda n, text: text + "\nraise ValueError('stuck')", **where)
