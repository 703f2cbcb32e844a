"""How a notebook that nobody trusts gets the points its answers deserve."""

from grader.engine.grade import ENGINE_VERSION, grade_submission
from grader.engine.model import (
    Assignment,
    Exercise,
    ExerciseResult,
    Limits,
    Released,
    Result,
    State,
    Submission,
)

__all__ = [
    "ENGINE_VERSION",
    "Assignment",
    "Exercise",
    "ExerciseResult",
    "Limits",
    "Released",
    "Result",
    "State",
    "Submission",
    "grade_submission",
]
