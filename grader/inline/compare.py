"""Stock nbgrader and this grading on copies of one course, row by row."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from grader.errors import ContentError
from grader.inline.grading import OnDone, Options, grade_assignment
from grader.inline.model import Assignment
from grader.stock.course import AnyCourse, read_course
from grader.stock.gradebook import Mark, open_gradebook, read_marks
from grader.stock.plain import autograde_plainly

_OPTIONS = Options()
_LEFT_OUT = ("autograded", "feedback", ".dxlab", ".git", ".ipynb_checkpoints", "__pycache__")


@dataclass(frozen=True)
class Difference:
    """One row of the gradebook that is not the same; points are None where there are none.

    Attributes
    ----------
    warned: in stock nbgrader the cell wrote a warning, which costs its points there.
    """

    student: str
    notebook: str
    cell: str
    stock: Mark | None
    ours: Mark | None
    warned: bool


@dataclass(frozen=True)
class Comparison:
    """All rows of both; ``complaints`` are nbgrader's own words about its run."""

    assignment: Assignment
    rows: int
    differences: tuple[Difference, ...]
    complaints: tuple[str, ...]


def compare_gradings(
    root: Path, name: str, place: Path, options: Options = _OPTIONS, on_done: OnDone | None = None
) -> Comparison:
    """Grade copies below ``place`` both ways; the course itself is only read.

    Raises
    ------
    ContentError: the course's configuration names a root or gradebook elsewhere: a copy would use those.
    DxlabError: see ``grade_assignment``.
    """
    course = read_course(root)
    _check_inside(course, root.resolve())
    ours, stock = place / "dxlab", place / "nbgrader"
    for copy in (ours, stock):
        _copy_course(course, root, copy)
        _forget_submissions(read_course(copy), name)
    complaints = autograde_plainly(stock, name)
    assignment, _ = grade_assignment(read_course(ours), name, options, on_done)
    theirs = _read_rows(read_course(stock), name)
    mine = _read_rows(read_course(ours), name)
    found = [
        Difference(*key, theirs.get(key), mine.get(key), _has_warned(read_course(stock), name, key))
        for key in sorted(set(theirs) | set(mine))
        if _points(theirs.get(key)) != _points(mine.get(key))
    ]
    return Comparison(assignment, len(set(theirs) | set(mine)), tuple(found), tuple(complaints))


def _check_inside(course: AnyCourse, root: Path) -> None:
    inside = str(root / "gradebook.db") in course.db_url
    if course.root != root or not inside:
        raise ContentError(
            "compare-outside",
            f"{root}: 設定で、コースの場所（CourseDirectory.root）か成績簿の場所（db_url）が決めてあります。"
            "写しで試しても、そちらを書きかえてしまうので、比べません。",
            "コースを写し、その nbgrader_config.py から2つの設定を消して、写しで実行してください。",
        )


def _copy_course(course: AnyCourse, root: Path, copy: Path) -> None:
    left_out = {*_LEFT_OUT, course.steps["autograded"], course.steps["feedback"]}
    shutil.copytree(root, copy, symlinks=True, ignore=lambda _, names: left_out & set(names))


def _forget_submissions(course: AnyCourse, name: str) -> None:
    """Both begin without points: what a person gave would hide what a grading finds."""
    with open_gradebook(course, guarded=False) as gradebook:
        for submission in gradebook.assignment_submissions(name):
            gradebook.remove_submission(name, submission.student.id)


def _read_rows(course: AnyCourse, name: str) -> dict[tuple[str, str, str], Mark]:
    with open_gradebook(course, guarded=False) as gradebook:
        marks: Iterable[list[Mark]] = read_marks(gradebook, name).values()
        return {(m.student, m.notebook, m.cell): m for some in marks for m in some}


def _points(mark: Mark | None) -> tuple[object, ...] | None:
    return None if mark is None else (mark.auto, mark.waiting, mark.maximum)


def _has_warned(course: AnyCourse, name: str, key: tuple[str, str, str]) -> bool:
    student, notebook, cell_name = key
    path = course.folder("autograded", name, student) / f"{notebook}.ipynb"
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError):
        return False
    mine = [c for c in cells if c["metadata"].get("nbgrader", {}).get("grade_id") == cell_name]
    return any(o.get("name") == "stderr" for c in mine for o in c.get("outputs", []))
