"""What the gradebook knows about a submission, carried into the feedback page.

Named in the course's config as ``GenerateFeedback.preprocessors``, so stock
``nbgrader generate_feedback`` and formgrader's button use it as well.
"""

from __future__ import annotations

from typing import Any

from nbgrader import utils
from nbgrader.preprocessors import GetGrades


class ReadMarks(GetGrades):
    """GetGrades that also tells which cells wait for a person, who it is and when it came.

    Sets ``cell.metadata.nbgrader["waiting"]`` and ``["marked"]`` (a person gave
    points), and ``resources["dxlab"]``: name, timestamp (UTC, no zone), late
    (seconds), lab, student.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        nb, resources = super().preprocess(nb, resources)
        submission = self.gradebook.find_submission(self.assignment_id, self.student_id)
        student = submission.student
        resources["dxlab"] = {
            "student": self.student_id,
            "lab": self.assignment_id,
            "name": " ".join(part for part in (student.last_name, student.first_name) if part),
            "timestamp": submission.timestamp,
            "late": submission.total_seconds_late if submission.assignment.duedate else 0.0,
            "penalty": resources["nbgrader"]["late_penalty"],
        }
        self.gradebook.close()
        return nb, resources

    def _get_score(self, cell: Any, resources: Any) -> None:
        grade_id = cell.metadata["nbgrader"]["grade_id"]
        grade = self.gradebook.find_grade(grade_id, self.notebook_id, self.assignment_id, self.student_id)
        cell.metadata.nbgrader["score"] = grade.score
        cell.metadata.nbgrader["points"] = grade.max_score
        cell.metadata.nbgrader["waiting"] = bool(grade.needs_manual_grade)
        cell.metadata.nbgrader["marked"] = grade.manual_score is not None

    def _get_comment(self, cell: Any, resources: Any) -> None:
        """Only what a person wrote; stock also hands on its automatic remark."""
        if utils.is_task(cell) or utils.is_solution(cell):
            grade_id = cell.metadata["nbgrader"]["grade_id"]
            names = (self.notebook_id, self.assignment_id, self.student_id)
            comment = self.gradebook.find_comment(grade_id, *names)
            cell.metadata.nbgrader["comment"] = comment.manual_comment
