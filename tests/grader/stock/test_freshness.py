"""A gradebook that somebody keeps open, as the formgrader does, shows what others write."""

from __future__ import annotations

from nbgrader.api import Gradebook
from sqlalchemy import text

from grader.stock.config import StockCourse

LAB = "l900-tiny"


def test_an_open_gradebook_shows_points_written_elsewhere(course: StockCourse) -> None:
    with Gradebook(course.db_url, course.course_id) as kept:
        kept.add_student("s1")
        kept.add_submission(LAB, "s1")
        notebook = kept.find_submission_notebook(LAB, LAB, "s1")
        held = list(notebook.grades)  # the formgrader's identity map, before the garbage collector comes
        assert {g.auto_score for g in held} == {None}
        with Gradebook(course.db_url, course.course_id) as other:
            other.db.execute(text("update grade set auto_score = 3"))
            other.db.commit()
        again = kept.find_submission_notebook_by_id(notebook.id)
        assert {g.auto_score for g in again.grades} == {3}


def test_a_change_of_ones_own_survives_a_read_before_the_commit(course: StockCourse) -> None:
    with Gradebook(course.db_url, course.course_id) as gradebook:
        gradebook.add_student("s1")
        gradebook.add_submission(LAB, "s1")
        gradebook.find_grade("r1", LAB, LAB, "s1").manual_score = 2
        assert gradebook.find_grade("r1", LAB, LAB, "s1").manual_score == 2
        gradebook.db.commit()
        assert gradebook.find_grade("r1", LAB, LAB, "s1").manual_score == 2
