"""Attacks that are no code: metadata, formats, and what else can lie in a folder."""

from __future__ import annotations

import contextlib
import json
import os
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Cells = list[dict[str, Any]]
Facts = Mapping[str, str]


def _grade_cells(cells: Cells) -> Cells:
    return [c for c in cells if c["metadata"].get("nbgrader", {}).get("grade")]


def _tests(cells: Cells) -> Cells:
    return [c for c in _grade_cells(cells) if c["cell_type"] == "code"]


def _find(cells: Cells, cell_id: str) -> dict[str, Any]:
    return next(c for c in cells if c["id"] == cell_id)


def _tag(tag: str) -> Callable[[Cells, dict[str, Any]], None]:
    def shape(cells: Cells, _: dict[str, Any]) -> None:
        for cell in cells:
            cell["metadata"]["tags"] = [tag]

    return shape


def _flag(cell_id: str, **flags: Any) -> Callable[[Cells, dict[str, Any]], None]:
    def shape(cells: Cells, _: dict[str, Any]) -> None:
        _find(cells, cell_id)["metadata"]["nbgrader"].update(flags)

    return shape


def _points(cells: Cells, _: dict[str, Any]) -> None:
    for cell in _grade_cells(cells):
        cell["metadata"]["nbgrader"]["points"] = 200


def _delete_tests(cells: Cells, _: dict[str, Any]) -> None:
    cells[:] = [c for c in cells if c not in _tests(cells)]


def _emptied_tests(cells: Cells, _: dict[str, Any]) -> None:
    for cell in _tests(cells):
        cell["source"] = "200"


def _tests_to_markdown(cells: Cells, _: dict[str, Any]) -> None:
    for cell in _tests(cells):
        cell.pop("outputs"), cell.pop("execution_count")
        cell["cell_type"] = "markdown"


def _stolen_id(cells: Cells, _: dict[str, Any]) -> None:
    """The test of q1 takes the id of q2's and the other way round."""
    first, second = _find(cells, "q1"), _find(cells, "q2")
    first["metadata"]["nbgrader"]["grade_id"], second["metadata"]["nbgrader"]["grade_id"] = "q2", "q1"
    first["id"], second["id"] = "q2", "q1"


def _duplicates(cells: Cells, _: dict[str, Any]) -> None:
    """A right answer and further tests after the wrong one."""
    right = {**_find(cells, "q1_answer"), "source": "def double(x):\n    return x * 2"}
    cells.extend([right, dict(_find(cells, "q1"))])


def _reversed(cells: Cells, _: dict[str, Any]) -> None:
    cells.reverse()


def _new_graded_cell(cells: Cells, _: dict[str, Any]) -> None:
    extra = json.loads(json.dumps(_find(cells, "q1")))
    extra["id"] = extra["metadata"]["nbgrader"]["grade_id"] = "q99"
    extra["metadata"]["nbgrader"]["points"], extra["source"] = 100, "100"
    cells.append(extra)


def _odd_ids(cells: Cells, _: dict[str, Any]) -> None:
    for number, value in enumerate(({"a": 1}, None, "x" * 5_000, ["q1"], 3.5)):
        extra = json.loads(json.dumps(_find(cells, "q1")))
        extra["metadata"]["nbgrader"]["grade_id"], extra["id"] = value, f"odd{number}"
        extra["source"] = "1"
        cells.append(extra)


def _schema(version: int) -> Callable[[Cells, dict[str, Any]], None]:
    def shape(cells: Cells, _: dict[str, Any]) -> None:
        _find(cells, "q1")["metadata"]["nbgrader"]["schema_version"] = version

    return shape


def _notebook(**keys: Any) -> Callable[[Cells, dict[str, Any]], None]:
    def shape(_: Cells, notebook: dict[str, Any]) -> None:
        notebook.update(keys)

    return shape


def _format_3(cells: Cells, notebook: dict[str, Any]) -> None:
    old = [{**c, "input": c["source"]} if c["cell_type"] == "code" else dict(c) for c in cells]
    notebook.clear()
    notebook.update(nbformat=3, nbformat_minor=0, metadata={}, worksheets=[{"cells": old}])


def _half_surrogate(cells: Cells, _: dict[str, Any]) -> None:
    _find(cells, "r1")["source"] = "a\ud800b"
    _find(cells, "q2_answer")["source"] += "\n# \udfff"
    source = "print('\\ud800')\n# \ud800"
    cells.append({"cell_type": "code", "id": "mine", "metadata": {}, "source": source, "outputs": []})


def _nul(cells: Cells, _: dict[str, Any]) -> None:
    _find(cells, "r1")["source"] = "a\0b"
    cells.append(
        {"cell_type": "code", "id": "mine", "metadata": {}, "source": "print('a\0b')", "outputs": []}
    )


def _markup(cells: Cells, _: dict[str, Any]) -> None:
    xss = "<script>x()</script><img src=x onerror=x()>[a](javascript:x())"
    _find(cells, "r1")["source"] = xss
    cells.append({"cell_type": "markdown", "id": "mine", "metadata": {}, "source": xss})


#: name -> how the notebook is changed before it is written: (cells, whole notebook).
NOTEBOOKS: dict[str, Callable[[Cells, dict[str, Any]], None]] = {
    "tag-skip-execution": _tag("skip-execution"),
    "tag-raises-exception": _tag("raises-exception"),
    "points": _points,
    "delete-tests": _delete_tests,
    "emptied-tests": _emptied_tests,
    "tests-to-markdown": _tests_to_markdown,
    "stolen-id": _stolen_id,
    "duplicates": _duplicates,
    "reversed": _reversed,
    "new-graded-cell": _new_graded_cell,
    "odd-ids": _odd_ids,
    "manual-flip": _flag("r1", solution=False, locked=True),
    "answer-graded": _flag("q1_answer", grade=True, points=40),
    "test-ungraded": _flag("q1", grade=False, solution=True),
    "test-task": _flag("q1", task=True),
    "schema-99": _schema(99),
    "schema-0": _schema(0),
    "format-3": _format_3,
    "format-5": _notebook(nbformat=5, nbformat_minor=9),
    "no-kernelspec": _notebook(metadata={}),
    "wrong-kernelspec": _notebook(metadata={"kernelspec": {"name": "../../x", "display_name": 3}}),
    "half-surrogate": _half_surrogate,
    "nul-in-cell": _nul,
    "markup": _markup,
}


# --- folders ---------------------------------------------------------------------


def _raw(data: bytes) -> Callable[[Path, Path, Facts], None]:
    return lambda folder, notebook, facts: None if notebook.write_bytes(data) else None


def _huge(folder: Path, notebook: Path, facts: Facts) -> None:
    with notebook.open("ab") as file:
        file.truncate(60_000_000)


def _encoding(name: str) -> Callable[[Path, Path, Facts], None]:
    def shape(folder: Path, notebook: Path, facts: Facts) -> None:
        text = json.dumps(json.loads(notebook.read_text(encoding="utf-8")), ensure_ascii=False)
        notebook.write_bytes(text.encode(name))

    return shape


def _links(folder: Path, notebook: Path, facts: Facts) -> None:
    (folder / "notes.txt").symlink_to(Path(facts["COHORT"], "gradebook.db"))
    (folder / "source").symlink_to(Path(facts["COHORT"], "source"))
    (folder / "data").mkdir()
    (folder / "data" / "counts.csv").symlink_to(Path(facts["HOME"], ".secret"))


def _linked_notebook(folder: Path, notebook: Path, facts: Facts) -> None:
    notebook.unlink()
    notebook.symlink_to(Path(facts["OTHER"]))


def _hard_linked_notebook(folder: Path, notebook: Path, facts: Facts) -> None:
    notebook.unlink()
    os.link(facts["OTHER"], notebook)


def _special(folder: Path, notebook: Path, facts: Facts) -> None:
    os.mkfifo(folder / "pipe")
    os.link(facts["OTHER"], folder / "hard.ipynb")
    with contextlib.suppress(PermissionError):  # only root may
        os.mknod(folder / "zero", 0o20666, os.makedev(1, 5))


def _pipe_as_answers(folder: Path, notebook: Path, facts: Facts) -> None:
    (folder / "answers.json").unlink()
    os.mkfifo(folder / "answers.json")


def _pipe_as_notebook(folder: Path, notebook: Path, facts: Facts) -> None:
    notebook.unlink()
    os.mkfifo(notebook)


def _names(folder: Path, notebook: Path, facts: Facts) -> None:
    for name in ("a\nb", "<script>x()", "[x]", "-rf", "..x", "日本語.txt", "\x1b[2J", "x" * 250):
        (folder / name).touch()
    (folder / os.fsdecode(b"\xff\xfe.txt")).touch()


def _modules(folder: Path, notebook: Path, facts: Facts) -> None:
    code = "raise SystemExit('shadowed')"
    for name in ("ipykernel_launcher.py", "pandas.py", "json.py", "sitecustomize.py", "dxlab.py"):
        (folder / name).write_text(code, encoding="utf-8")
    for name in ("numpy", "IPython"):
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text(code, encoding="utf-8")


def _data_folder(folder: Path, notebook: Path, facts: Facts) -> None:
    (folder / "data" / "counts.csv").mkdir(parents=True)


def _notebook_folder(folder: Path, notebook: Path, facts: Facts) -> None:
    notebook.unlink()
    notebook.mkdir()


def _crowd(folder: Path, notebook: Path, facts: Facts) -> None:
    for number in range(3_000):
        (folder / f"{number}.txt").touch()
    (folder / "/".join("d" * 100)).mkdir(parents=True)


def _archives(folder: Path, notebook: Path, facts: Facts) -> None:
    with zipfile.ZipFile(folder / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../../evil.txt", "x")
        archive.writestr("bomb", b"0" * 20_000_000)


def _answers(data: bytes) -> Callable[[Path, Path, Facts], None]:
    return lambda folder, notebook, facts: None if (folder / "answers.json").write_bytes(data) else None


#: name -> what is done to the folder after the notebook was written.
FOLDERS: dict[str, Callable[[Path, Path, Facts], None]] = {
    "broken-json": _raw(b'{"cells": ['),
    "nul-file": _raw(bytes(5_000)),
    "deep-json": _raw(b'{"cells": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"),
    "many-values": _raw(b'{"cells": [' + b"[]," * 3_000_000 + b"[]]}"),
    "not-a-notebook": _raw(b"PK\x03\x04 not a notebook"),
    "huge": _huge,
    "utf-16": _encoding("utf-16"),
    "shift-jis": _encoding("cp932"),
    "links": _links,
    "linked-notebook": _linked_notebook,
    "hard-linked-notebook": _hard_linked_notebook,
    "special": _special,
    "pipe-as-answers": _pipe_as_answers,
    "pipe-as-notebook": _pipe_as_notebook,
    "names": _names,
    "modules": _modules,
    "data-folder": _data_folder,
    "notebook-folder": _notebook_folder,
    "crowd": _crowd,
    "archives": _archives,
    "answers-deep": _answers(b'{"version": 1, "quiz": {"t1": ' + b"[" * 90_000),
    "answers-odd": _answers(b'{"version": true, "quiz": {"t1": {"$ne": ""}}, "values": NaN}'),
    "answers-all": _answers(
        b'{"version": 1, "quiz": {"t1": "a b c d", "t2": "*", "t3": "", "t4": "\\u0000", "t5": "abcd"}}'
    ),
}
