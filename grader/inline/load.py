"""An assignment of any course as grading wants it."""

from __future__ import annotations

import copy
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import nbformat

from grader.engine.parse import text_of
from grader.errors import ContentError, DxlabError
from grader.inline.model import Assignment, Cell, Sheet, is_answer
from grader.stock.course import AnyCourse
from grader.stock.masters import Master


def load_assignment(
    course: AnyCourse, name: str, masters: dict[str, dict[str, Master]], stock_rules: bool
) -> Assignment:
    """The source's notebooks with the cells that nbgrader wrote down; nothing is planned yet.

    Raises
    ------
    DxlabError: the source folder is missing.
    ContentError: a notebook can't be read, is no Python, or no longer fits the gradebook.
    """
    folder = course.folder("source", name)
    if not folder.is_dir():
        raise DxlabError(
            "source-missing",
            f"{folder}: 課題の元のフォルダがありません。",
            "採点には、模範解答の入った元のノートブックが要ります。もとの場所に戻してください。",
        )
    around = [
        _read_notebook(course.root / path)["cells"] if path else [] for path in (course.header, course.footer)
    ]
    sheets = tuple(
        _read_sheet(folder / f"{title}.ipynb", cells, *around) for title, cells in sorted(masters.items())
    )
    return Assignment(
        name, sheets, _read_files(course, folder), course.kept.get(name, frozenset()), stock_rules
    )


def _read_sheet(path: Path, masters: dict[str, Master], header: list[Cell], footer: list[Cell]) -> Sheet:
    notebook = _read_notebook(path)
    cells = [dict(cell) for cell in (*header, *notebook["cells"], *footer)]
    names = {name for cell in cells if (name := cell["metadata"].get("nbgrader", {}).get("grade_id"))}
    if lost := set(masters) - names:
        raise ContentError(
            "source-changed",
            f"{path}: 配ったあとで、元のノートブックからセルがなくなりました（{'、'.join(sorted(lost))}）。",
            "元に戻すか、nbgrader generate_assignment をもう一度実行してください。",
        )
    models = {cell["metadata"]["nbgrader"]["grade_id"]: text_of(cell) for cell in cells if is_answer(cell)}
    built = tuple(_with_master(cell, masters) for cell in cells)
    return Sheet(path.stem, built, models, dict(notebook["metadata"]))


def _read_notebook(path: Path) -> dict[str, Any]:
    try:
        notebook: dict[str, Any] = nbformat.read(path, as_version=4)
    except Exception as error:  # no file, no JSON, no notebook: nbformat has many words for it
        raise ContentError(
            "source-broken",
            f"{path}: 元のノートブックを読めません（{type(error).__name__}）。",
            "ファイルがあるか、JupyterLab で開けるかを確かめてください。",
        ) from error
    metadata = notebook["metadata"]
    language = metadata.get("kernelspec", {}).get("language") or metadata.get("language_info", {}).get("name")
    if language not in (None, "python"):
        raise ContentError(
            "not-python",
            f"{path}: Python のノートブックではありません（{language}）。",
            "dxlab で採点できるのは Python だけです。この課題は nbgrader autograde で採点してください。",
        )
    return notebook


def _with_master(cell: Cell, masters: dict[str, Master]) -> Cell:
    """The cell as it is to be graded: text, points and checksum that nbgrader wrote down."""
    meta = copy.deepcopy(dict(cell["metadata"].get("nbgrader", {})))
    master = masters.get(meta.get("grade_id", ""))
    kept = {k: copy.deepcopy(v) for k, v in cell["metadata"].items() if k != "nbgrader"}
    plain = {"cell_type": cell["cell_type"], "source": text_of(cell), "metadata": kept}
    if "id" in cell:
        plain["id"] = cell["id"]
    if cell["cell_type"] == "code":
        plain.update(outputs=[], execution_count=None)
    if master is None:
        return plain
    meta.update(checksum=master.checksum, locked=master.locked, cell_type=master.cell_type)
    if master.points is not None:
        meta["points"] = master.points
    return {
        **plain,
        "cell_type": master.cell_type,
        "source": master.source,
        "metadata": {**kept, "nbgrader": meta},
    }


def _read_files(course: AnyCourse, folder: Path) -> dict[str, bytes]:
    """What lies beside the notebooks, as nbgrader would copy it."""
    patterns = [*course.ignore, "*.ipynb"]
    found = {}
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(fnmatchcase(part, pattern) for part in parts for pattern in patterns):
            found["/".join(parts)] = path.read_bytes()
    return found
