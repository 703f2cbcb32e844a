"""What grading needs to know about an assignment of any course, and what comes out; plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from grader.engine.model import State
from grader.stock.scores import CellScore

Cell = dict[str, Any]


class Way(str, Enum):
    """Where a test runs."""

    APART = "apart"  # in the instructor's process, on what was brought there
    SAME = "same"  # in the trainee's process, as nbgrader itself does


@dataclass(frozen=True)
class Sheet:
    """One notebook of an assignment.

    Attributes
    ----------
    name: without ``.ipynb``.
    cells: of the source, in its order: test cells whole, with their hidden tests; answer cells as
        released (the stub).
    models: answer cell -> the model answer's text.
    metadata: of the notebook.
    ways: test cell (code, with points) -> where it runs.
    reads: cell of the instructor's process -> names that are brought before it runs.
    modules: name -> module that a model answer imports under it.
    objects: cell of the instructor's process -> names that may hold more than plain data there,
        for they do in the model answer; None until that is known: all may.
    calls: cells of the instructor's process whose questions may be answered with such objects.
    """

    name: str
    cells: tuple[Cell, ...]
    models: dict[str, str]
    metadata: dict[str, Any]
    ways: dict[str, Way] = field(default_factory=dict)
    reads: dict[str, frozenset[str]] = field(default_factory=dict)
    modules: dict[str, str] = field(default_factory=dict)
    objects: dict[str, frozenset[str]] | None = None
    calls: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Assignment:
    """All that grading needs to know; holds hidden tests, so it never enters a trainee's process.

    Attributes
    ----------
    name: nbgrader's assignment name.
    sheets: its notebooks, by name.
    files: of the source folder besides the notebooks, relative path -> bytes.
    own: files that nbgrader's ``exclude_overwriting`` leaves to the trainee.
    stock_rules: whether a warning costs a test's points, as in nbgrader.
    """

    name: str
    sheets: tuple[Sheet, ...]
    files: dict[str, bytes]
    own: frozenset[str] = frozenset()
    stock_rules: bool = False


@dataclass(frozen=True)
class Result:
    """One graded submission.

    Attributes
    ----------
    notebooks: name -> the autograded notebook (nbformat JSON).
    scores: name of a notebook -> grade_id -> row of the gradebook.
    files: what lay beside the notebooks, relative path -> bytes.
    problems: Japanese sentences for the instructor.
    """

    student: str
    state: State
    notebooks: dict[str, dict[str, Any]] = field(default_factory=dict)
    scores: dict[str, dict[str, CellScore]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    seconds: float = 0.0


def grade_id(cell: Cell) -> str:
    """nbgrader's id of a cell of the source; "" for a cell that nbgrader does not know."""
    found = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
    return found if isinstance(found, str) else ""


def is_answer(cell: Cell) -> bool:
    """The trainee writes here."""
    return bool(cell["metadata"].get("nbgrader", {}).get("solution"))


def has_points(cell: Cell) -> bool:
    """A row of the gradebook belongs to it: a test, or an answer or task that a person marks."""
    meta = cell["metadata"].get("nbgrader", {})
    return bool(meta.get("grade") or meta.get("task"))


def is_test(cell: Cell) -> bool:
    """Its outputs decide its points."""
    return cell["cell_type"] == "code" and has_points(cell) and not is_answer(cell)
