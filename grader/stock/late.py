"""What a course takes off for lateness, decided by its own plugin of nbgrader's."""

from __future__ import annotations

from collections.abc import Iterable

from nbgrader.api import Gradebook
from nbgrader.preprocessors import AssignLatePenalties

from grader.stock.app import open_app
from grader.stock.course import AnyCourse


def write_late_penalties(
    course: AnyCourse, gradebook: Gradebook, assignment: str, students: Iterable[str]
) -> None:
    """Bring the penalties of recorded submissions up to date, as nbgrader's own last step would.

    A penalty is never negative and never more than the notebook's points.
    """
    with open_app(course.root) as app:
        step = AssignLatePenalties(parent=app)
        step.init_plugin()
        for student in students:
            submission = gradebook.find_submission(assignment, student)
            late = submission.total_seconds_late
            for notebook in submission.notebooks:
                notebook.late_submission_penalty = None
                if late > 0:
                    penalty = step.plugin_inst.late_submission_penalty(student, notebook.score, late)
                    notebook.late_submission_penalty = _clamp(penalty, notebook.score)
        gradebook.db.commit()


def _clamp(penalty: float | None, score: float) -> float | None:
    return None if penalty is None else min(max(float(penalty), 0.0), score)
