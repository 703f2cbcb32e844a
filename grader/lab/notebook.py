"""A lab's notebook: reading it, giving cells their ids, finding its exercises."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from nbformat import NotebookNode

from grader.lab.model import Exercise

FORMAT = "py:percent"
KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
#: Cell metadata that the pair keeps (as labs/jupytext.toml does); the rest is an editor's business.
CELL_METADATA = ("nbgrader",)
POINTS = re.compile(r"[［\[]\s*(\d+(?:\.\d+)?)\s*点\s*[］\]]")

_TEST = re.compile(r"check\(\s*[\"'](\w+)[\"']\s*\)")
_BEGIN, _END = "### BEGIN SOLUTION", "### END SOLUTION"


def read_py(path: Path) -> NotebookNode:
    """The notebook in a py:percent file, cleaned."""
    return clean(jupytext.reads(path.read_text(encoding="utf-8"), fmt=FORMAT))


def read_ipynb(path: Path) -> NotebookNode:
    """The notebook in an .ipynb file, cleaned; outputs stay.

    Raises ``ValueError`` when it is not a notebook (broken JSON included).
    """
    text = path.read_text(encoding="utf-8")
    try:
        return clean(nbformat.reads(text, as_version=4))
    except Exception as error:  # nbformat raises half a dozen unrelated classes
        raise ValueError(str(error)) from error


def py_text(notebook: NotebookNode) -> str:
    """The notebook as py:percent text; equal notebooks give equal text."""
    copy = nbformat.from_dict(clean(notebook))
    copy.metadata = nbformat.from_dict(
        {"jupytext": {"cell_metadata_filter": "nbgrader,-all", "notebook_metadata_filter": "-all"}}
    )
    return jupytext.writes(copy, fmt=FORMAT)


def ipynb_text(notebook: NotebookNode) -> str:
    """The notebook as .ipynb text; equal notebooks give equal bytes."""
    return nbformat.writes(notebook, version=4) + "\n"


def clean(notebook: NotebookNode) -> NotebookNode:
    """A copy with fixed ids and with no metadata but kernelspec and nbgrader."""
    cells = [_clean_cell(cell) for cell in notebook.cells]
    counts = {"markdown": 0, "code": 0, "raw": 0}
    for cell in cells:
        counts[cell.cell_type] += not grade_id(cell)
        cell["id"] = grade_id(cell) or f"{_ID_WORDS[cell.cell_type]}-{counts[cell.cell_type]}"
    cells = [nbformat.from_dict(cell) for cell in cells]
    return nbformat.from_dict(
        {"cells": cells, "metadata": {"kernelspec": dict(KERNELSPEC)}, "nbformat": 4, "nbformat_minor": 5}
    )


_ID_WORDS = {"markdown": "text", "code": "code", "raw": "raw"}


def _clean_cell(cell: NotebookNode) -> NotebookNode:
    metadata = {name: cell.metadata[name] for name in CELL_METADATA if name in cell.metadata}
    if "nbgrader" in metadata:
        metadata["nbgrader"] = dict(sorted(metadata["nbgrader"].items()))
    kept: dict[str, Any] = {"cell_type": cell.cell_type, "metadata": metadata, "source": cell.source}
    if cell.cell_type == "code":
        kept |= {"execution_count": cell.get("execution_count"), "outputs": cell.get("outputs", [])}
    if cell.get("attachments"):
        kept["attachments"] = cell.attachments
    return nbformat.from_dict(kept)


# --- cells -------------------------------------------------------------------


def nbgrader_of(cell: NotebookNode) -> dict[str, Any]:
    """nbgrader's metadata of a cell; empty when there is none."""
    found = cell.metadata.get("nbgrader", {})
    return dict(found) if isinstance(found, dict) else {}


def grade_id(cell: NotebookNode) -> str:
    """The cell's grade_id; empty when it has none."""
    return str(nbgrader_of(cell).get("grade_id", ""))


def checked_id(cell: NotebookNode) -> str:
    """``q3`` of a cell whose whole source is ``check("q3")``; else empty."""
    found = _TEST.fullmatch(cell.source.strip()) if cell.cell_type == "code" else None
    return found[1] if found else ""


def is_answer(cell: NotebookNode) -> bool:
    """Whether trainees write into this cell."""
    return bool(nbgrader_of(cell).get("solution"))


def solution_of(source: str) -> str:
    """The text between the solution marks, without them; empty when there are none."""
    inside, kept = False, []
    for line in source.split("\n"):
        if is_mark(line):
            inside = _BEGIN in line
        elif inside:
            kept.append(line)
    return "\n".join(kept)


def is_mark(line: str) -> bool:
    """Whether a line begins or ends a model answer."""
    return _BEGIN in line or _END in line


def find_exercises(notebook: NotebookNode) -> list[Exercise]:
    """Exercises in notebook order: every cell that carries points."""
    ids = [grade_id(cell) for cell in notebook.cells]
    found = []
    for index, cell in enumerate(notebook.cells):
        meta = nbgrader_of(cell)
        if not meta.get("grade"):
            continue
        manual = bool(meta.get("solution"))
        name = ids[index]
        kind = "manual" if manual else "quiz" if name == "quiz" else "auto"
        answer = index if manual else ids.index(f"{name}_answer") if f"{name}_answer" in ids else None
        task = _task_above(notebook, index if answer is None else answer)
        found.append(Exercise(name, kind, float(meta.get("points", 0)), _title(notebook, task), answer, task))
    return found


def _task_above(notebook: NotebookNode, index: int) -> int | None:
    """The nearest text cell above that states points, else the nearest heading."""
    above = [i for i in range(index - 1, -1, -1) if notebook.cells[i].cell_type == "markdown"]
    graded = [i for i in range(index) if nbgrader_of(notebook.cells[i]).get("grade")]
    near = [i for i in above if i > (graded[-1] if graded else -1)]
    stated = [i for i in near if POINTS.search(notebook.cells[i].source)]
    return stated[0] if stated else near[0] if near else None


def _title(notebook: NotebookNode, task: int | None) -> str:
    if task is None:
        return ""
    lines = [line for line in notebook.cells[task].source.split("\n") if line.strip()]
    heads = [line for line in lines if line.startswith("#") and POINTS.search(line)]
    heads += [line for line in lines if line.startswith("#")] + lines
    if not heads:
        return ""
    text = POINTS.sub("", heads[0].lstrip("#")).strip()
    return (
        re.sub(
            r"^(?:問\s*\d+|[QRＱＲ]\d+|記述(?:\s*\d+(?=[\s.．:：、]))?)\s*[.．:：、]?\s*", "", text
        ).strip()
        or text
    )
