"""The people in nbgrader's gradebook."""

from __future__ import annotations

from contextlib import suppress

from nbgrader.api import Gradebook, MissingEntry, Student
from sqlalchemy import select


def find_submitters(gradebook: Gradebook, student: str) -> list[str]:
    """Names of the labs for which ``student`` has a submission row."""
    return [row.assignment.name for row in gradebook.student_submissions(student)]


def ensure_student(gradebook: Gradebook, student: str, last: str, first: str, email: str) -> None:
    """Add or correct one person."""
    gradebook.update_or_create_student(student, last_name=last, first_name=first, email=email or None)


def remove_student(gradebook: Gradebook, student: str) -> None:
    """Remove a person without submissions; no error when there is none."""
    with suppress(MissingEntry):
        gradebook.remove_student(student)


def find_students(gradebook: Gradebook) -> dict[str, tuple[str, str, str]]:
    """id -> (last name, first name, mail)."""
    with gradebook.engine.connect() as connection:
        rows = connection.execute(select(Student.id, Student.last_name, Student.first_name, Student.email))
        return {row[0]: (row[1] or "", row[2] or "", row[3] or "") for row in rows}
