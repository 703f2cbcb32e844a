"""nbgrader's feedback step as a library call."""

from __future__ import annotations

from collections.abc import Callable, Collection

from nbgrader.converters import GenerateFeedback
from nbgrader.converters.base import NbGraderException

from grader.stock.app import open_app
from grader.stock.config import StockCourse


def generate_feedback(
    course: StockCourse, lab: str, students: Collection[str], on_done: Callable[[str], None] | None = None
) -> dict[str, str]:
    """Write ``feedback/<student>/<lab>/`` anew; returns student -> Japanese problem.

    One person's failure stops nobody else.
    """
    problems: dict[str, str] = {}
    with open_app(course.root, lab) as app:
        for student in sorted(students):
            app.coursedir.student_id = student
            step = GenerateFeedback(coursedir=app.coursedir, parent=app)
            step.force = True
            try:
                step.start()
            except (NbGraderException, SystemExit) as error:
                problems[student] = f"フィードバックを作れませんでした（{error}）。"
            if on_done:
                on_done(student)
    return problems
