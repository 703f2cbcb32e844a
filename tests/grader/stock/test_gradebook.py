"""What we write must be what stock nbgrader would have written, and what it can read."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from nbgrader.apps.api import NbGraderAPI
from nbgrader.preprocessors import SaveAutoGrades

from grader.errors import ContentError, DxlabError
from grader.stock.app import open_app, quiet_logs
from grader.stock.config import StockCourse
from grader.stock.files import staged_autograded
from grader.stock.gradebook import (
    Receipt,
    ensure_duedate,
    ensure_times,
    open_gradebook,
    read_marks,
    record,
)
from grader.stock.points import UNTOUCHED
from grader.stock.scores import CellScore

LAB = "l900-tiny"
NOON = datetime(2026, 6, 1, 3, tzinfo=UTC)
SCORES = {
    "q1": CellScore(4.0, False, "q1_answer"),
    "q2": CellScore(2.5, False, "q2_answer"),
    "r1": CellScore(None, True, "r1"),
}
ROWS = """select b.name, g.auto_score, g.manual_score, g.needs_manual_grade from grade g
 join base_cell b on b.id = g.cell_id join submitted_notebook n on n.id = g.notebook_id
 join submitted_assignment a on a.id = n.assignment_id where a.student_id = ? order by b.name"""
COMMENTS = """select b.name, c.auto_comment from comment c join base_cell b on b.id = c.cell_id
 join submitted_notebook n on n.id = c.notebook_id join submitted_assignment a on a.id = n.assignment_id
 where a.student_id = ? order by b.name"""


def query(course: StockCourse, text: str, *values: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(course.root / "gradebook.db") as base:
        return base.execute(text, values).fetchall()


def keep(course: StockCourse, student: str, scores: dict[str, CellScore] = SCORES, **receipt: Any) -> None:
    with open_gradebook(course) as gradebook:
        record(gradebook, LAB, student, {LAB: scores}, Receipt(timestamp=NOON, **receipt))


def mark_by_hand(course: StockCourse, student: str, cell: str, points: float) -> None:
    """As formgrader does: a manual score, and the flag goes away."""
    with open_gradebook(course) as gradebook:
        grade = gradebook.find_grade(cell, LAB, LAB, student)
        grade.manual_score, grade.needs_manual_grade = points, False
        gradebook.db.commit()


def test_same_rows_as_stock_autograde(course: StockCourse, graded_notebook: Any) -> None:
    keep(course, "ours")
    with open_gradebook(course) as gradebook:
        gradebook.update_or_create_student("stock")
        gradebook.update_or_create_submission(LAB, "stock", timestamp=NOON)
    resources = {
        "nbgrader": {"notebook": LAB, "assignment": LAB, "student": "stock", "db_url": course.db_url}
    }
    with sqlite3.connect(course.root / "gradebook.db") as base:  # to see what stock would have written
        base.executescript("drop trigger dxlab_guard_insert; drop trigger dxlab_guard_update")
    with quiet_logs() as logger:
        SaveAutoGrades(log=logger).preprocess(graded_notebook, resources)
    assert query(course, ROWS, "ours") == query(course, ROWS, "stock")
    assert query(course, COMMENTS, "ours") == query(course, COMMENTS, "stock")


def test_untouched_written_part_is_zero_and_waits_for_nobody(course: StockCourse) -> None:
    keep(course, "p1", {**SCORES, "r1": CellScore(0.0, False, "r1", untouched=True)})
    assert ("r1", 0.0, None, 0) in query(course, ROWS, "p1")
    assert ("r1", UNTOUCHED) in query(course, COMMENTS, "p1")


def test_a_persons_score_survives_a_regrade(course: StockCourse) -> None:
    keep(course, "p1")
    mark_by_hand(course, "p1", "r1", 3.5)
    keep(course, "p1", unchanged=frozenset({"r1"}))
    assert ("r1", None, 3.5, 0) in query(course, ROWS, "p1")


def test_a_changed_text_asks_the_marker_to_look_again(course: StockCourse) -> None:
    keep(course, "p1")
    mark_by_hand(course, "p1", "r1", 3.5)
    keep(course, "p1", unchanged=frozenset())
    assert ("r1", None, 3.5, 1) in query(course, ROWS, "p1")


def test_corrected_automatic_points_ask_only_when_they_changed(course: StockCourse) -> None:
    keep(course, "p1")
    mark_by_hand(course, "p1", "q2", 6.0)
    keep(course, "p1")
    assert ("q2", 2.5, 6.0, 0) in query(course, ROWS, "p1")
    keep(course, "p1", {**SCORES, "q2": CellScore(0.0, False, "q2_answer")})
    assert ("q2", 0.0, 6.0, 1) in query(course, ROWS, "p1")


def test_times_extension_and_penalty(course: StockCourse) -> None:
    with open_gradebook(course) as gradebook:
        ensure_duedate(gradebook, LAB, datetime(2026, 5, 31, 23, 59, 59, tzinfo=UTC))
    keep(course, "p1", penalty=2.0)
    with open_gradebook(course) as gradebook:
        row = gradebook.find_submission(LAB, "p1")
        assert (row.timestamp, row.score, row.late_submission_penalty) == (datetime(2026, 6, 1, 3), 6.5, 2.0)
        assert row.total_seconds_late == 10801
        ensure_times(gradebook, LAB, "p1", Receipt(extension=timedelta(days=1)))
        row = gradebook.find_submission(LAB, "p1")
        assert (row.total_seconds_late, row.late_submission_penalty, row.score) == (0, 0, 6.5)


def test_an_assignment_of_somebody_else_is_refused(course: StockCourse) -> None:
    with open_gradebook(course) as gradebook, pytest.raises(ContentError) as caught:
        record(gradebook, "l000", "p1", {"l000": SCORES})
    assert caught.value.code == "lab-not-released"


def test_a_locked_gradebook_is_told_in_japanese(course: StockCourse, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(course, "p1")
    url = f"sqlite:///{course.root / 'gradebook.db'}?timeout=0.1"
    monkeypatch.setattr(StockCourse, "db_url", property(lambda self: url))
    other = sqlite3.connect(course.root / "gradebook.db", isolation_level=None)
    other.execute("begin exclusive")
    try:
        with pytest.raises(DxlabError) as caught:
            keep(course, "p1", {**SCORES, "q1": CellScore(0.0, False, "q1_answer")})
    finally:
        other.execute("rollback")
        other.close()
    assert caught.value.code == "gradebook-locked"
    assert ("q1", 4.0, None, 0) in query(course, ROWS, "p1")


def test_marks_come_back(course: StockCourse) -> None:
    keep(course, "p1")
    mark_by_hand(course, "p1", "r1", 3.0)
    with open_gradebook(course) as gradebook:
        marks = {m.cell: m for m in read_marks(gradebook, LAB)["p1"]}
    assert {c: (m.score, m.maximum, m.waiting) for c, m in marks.items()} == {
        "q1": (4.0, 4.0, False),
        "q2": (2.5, 6.0, False),
        "r1": (3.0, 5.0, False),
    }


def test_nbgraders_own_views_agree(course: StockCourse, graded_notebook: Any) -> None:
    keep(course, "p1")
    with staged_autograded(course, "p1", LAB, {LAB: graded_notebook}, {}):
        pass
    with open_app(course.root) as app:
        api = NbGraderAPI(app.coursedir, parent=app)
        row = next(r for r in api.get_submissions(LAB) if r["student"] == "p1")
        notebook = api.get_notebook_submissions(LAB, LAB)[0]
        api.gradebook.close()
    assert (row["score"], row["max_score"], row["needs_manual_grade"]) == (6.5, 15.0, True)
    assert (notebook["code_score"], notebook["max_code_score"], notebook["needs_manual_grade"]) == (
        6.5,
        10.0,
        True,
    )


@pytest.mark.story
def test_stock_export_and_feedback_run(course: StockCourse, graded_notebook: Any, tmp_path: Path) -> None:
    keep(course, "p1")
    with staged_autograded(course, "p1", LAB, {LAB: graded_notebook}, {}):
        pass
    nbgrader = Path(sys.executable).with_name("nbgrader")
    for arguments in (["export", "--to", str(tmp_path / "out.csv")], ["generate_feedback", LAB]):
        done = subprocess.run(
            [nbgrader, *arguments], cwd=course.root, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    assert ",p1,,,,6.5,0.0,6.5,15.0" in (tmp_path / "out.csv").read_text()
    page = (course.folder("feedback", LAB, "p1") / f"{LAB}.html").read_text(encoding="utf-8")
    assert "採点中" in page
    assert "2.5 / 6" in page
