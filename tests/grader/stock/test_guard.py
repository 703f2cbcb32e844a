"""Nobody but dxlab writes automatic points, whatever way in it finds."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from nbgrader.api import Gradebook
from sqlalchemy.exc import IntegrityError

from grader.stock.config import StockCourse
from grader.stock.gradebook import open_gradebook, read_marks, record
from grader.stock.scores import CellScore

LAB = "l900-tiny"
SCORES = {"q1": CellScore(4.0, False, "q1_answer"), "q2": CellScore(0.0, False, "q2_answer")}


@pytest.fixture
def recorded(course: StockCourse) -> StockCourse:
    with open_gradebook(course) as gradebook:
        record(gradebook, LAB, "p1", {LAB: SCORES})
    return course


def points(course: StockCourse) -> dict[str, Any]:
    with open_gradebook(course) as gradebook:
        return {mark.cell: (mark.auto, mark.manual) for mark in read_marks(gradebook, LAB).get("p1", [])}


@pytest.mark.parametrize("wrong", [0.0, None, 6.0])
def test_nbgraders_own_writing_of_points_is_refused_in_japanese(recorded: StockCourse, wrong: Any) -> None:
    before = points(recorded)
    with Gradebook(recorded.db_url, recorded.course_id) as stock:
        stock.find_grade("q1", LAB, LAB, "p1").auto_score = wrong
        with pytest.raises(IntegrityError, match="dxlab grade だけが書きます"):
            stock.db.commit()
    assert points(recorded) == before


def test_a_new_row_with_points_is_refused_too(recorded: StockCourse) -> None:
    with Gradebook(recorded.db_url, recorded.course_id) as stock:
        stock.update_or_create_student("p2")
        for grade in stock.update_or_create_submission(LAB, "p2").notebooks[0].grades:
            assert grade.auto_score is None
    with sqlite3.connect(recorded.root / "gradebook.db") as base, pytest.raises(sqlite3.IntegrityError):
        base.execute(
            "insert into grade (id, cell_id, notebook_id, auto_score) "
            "select 'x', cell_id, notebook_id, 4 from grade"
        )


def test_a_person_marks_as_before(recorded: StockCourse) -> None:
    with Gradebook(recorded.db_url, recorded.course_id) as stock:
        grade = stock.find_grade("q1", LAB, LAB, "p1")
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 3.0, 1.0, False
        stock.db.commit()
    assert points(recorded)["q1"] == (4.0, 3.0)


def test_the_watch_is_on_again_after_points_were_written_and_after_a_failure(recorded: StockCourse) -> None:
    class Broken(dict[str, CellScore]):
        def values(self) -> Any:
            raise RuntimeError("in the middle")

    with open_gradebook(recorded) as gradebook, pytest.raises(RuntimeError):
        record(gradebook, LAB, "p1", {LAB: Broken(SCORES)})
    with sqlite3.connect(recorded.root / "gradebook.db") as base:
        assert base.execute("select writing from dxlab_guard").fetchall() == [(0,)]


def test_a_gradebook_that_lost_the_watch_gets_it_back(recorded: StockCourse) -> None:
    with sqlite3.connect(recorded.root / "gradebook.db") as base:
        base.execute("drop trigger dxlab_guard_update")
        base.execute("drop table dxlab_guard")
    assert points(recorded)["q1"] == (4.0, None)
    with sqlite3.connect(recorded.root / "gradebook.db") as base, pytest.raises(sqlite3.IntegrityError):
        base.execute("update grade set auto_score = 0")
