"""All grade and comment rows of one submission, inside the caller's transaction.

SQLAlchemy Core: at most two statements to read and two to write for each of the
two tables, however many cells there are.
"""

from __future__ import annotations

from collections.abc import Mapping

from nbgrader.api import Assignment as AssignmentRow
from nbgrader.api import (
    BaseCell,
    Comment,
    Grade,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from sqlalchemy import Connection, bindparam, insert, select, update

from grader.stock.scores import CellScore, needs_person

#: Automatic comment on an answer that is still as released (stock: "No response.").
UNTOUCHED = "まだ書かれていません。"


def is_missing(connection: Connection, lab: str, student: str) -> bool:
    """No submission of this person is recorded."""
    query = (
        select(SubmittedAssignment.id)
        .join(AssignmentRow, AssignmentRow.id == SubmittedAssignment.assignment_id)
        .where(AssignmentRow.name == lab, SubmittedAssignment.student_id == student)
    )
    return connection.execute(query).first() is None


def add_submission(connection: Connection, lab: str, student: str) -> None:
    """A submission without cells; ``write_points`` adds those.

    nbgrader's own ``add_submission`` makes an object of every cell first, which
    costs most of the time that recording takes.
    """
    assignment = connection.execute(select(AssignmentRow.id).where(AssignmentRow.name == lab)).scalar_one()
    masters = connection.execute(select(Notebook.id).where(Notebook.assignment_id == assignment)).scalars()
    submission = new_uuid()
    connection.execute(
        insert(SubmittedAssignment).values(id=submission, assignment_id=assignment, student_id=student)
    )
    notebooks = [
        {"id": new_uuid(), "assignment_id": submission, "notebook_id": master} for master in masters.all()
    ]
    connection.execute(insert(SubmittedNotebook), notebooks)


def write_points(
    connection: Connection,
    assignment: str,
    student: str,
    notebook: str,
    scores: Mapping[str, CellScore],
    unchanged: frozenset[str],
) -> None:
    """Grades and automatic comments of one notebook.

    ``unchanged`` are grade_ids whose answer text is as at the last grading.
    """
    written, master = notebook_ids(connection, assignment, student, notebook)
    cells = BaseCell.__table__.c
    rows = connection.execute(
        select(cells.id, cells.name, cells.type).where(cells.notebook_id == master)
    ).all()
    graded = {cell: name for cell, name, kind in rows if kind != "SolutionCell" and name in scores}
    answers = {cell: name for cell, name, kind in rows if kind != "GradeCell"}
    _write_grades(connection, written, graded, scores, unchanged)
    untouched = {s.answer for s in scores.values() if s.answer and s.untouched}
    texts = {cell: UNTOUCHED if name in untouched else None for cell, name in answers.items()}
    _write_comments(connection, written, texts)


def _write_grades(
    connection: Connection,
    notebook: str,
    cells: Mapping[str, str],
    scores: Mapping[str, CellScore],
    unchanged: frozenset[str],
) -> None:
    """All grades of a notebook, in at most one statement to read, one to add and one to correct."""
    query = select(
        Grade.id, Grade.cell_id, Grade.auto_score, Grade.manual_score, Grade.needs_manual_grade
    ).where(Grade.notebook_id == notebook)
    rows = {row.cell_id: row for row in connection.execute(query)}
    added, corrected = [], []
    for cell, name in cells.items():
        score, row = scores[name], rows.get(cell)
        if row is None:
            fresh = {"id": new_uuid(), "cell_id": cell, "notebook_id": notebook}
            added.append({**fresh, "auto_score": score.auto, "needs_manual_grade": score.waiting})
        else:
            waiting = needs_person(
                score, row.auto_score, row.manual_score, row.needs_manual_grade, name in unchanged
            )
            corrected.append({"row": row.id, "auto": score.auto, "waiting": waiting})
    if added:
        connection.execute(insert(Grade), added)
    if corrected:
        grades = Grade.__table__
        connection.execute(
            update(grades)
            .where(grades.c.id == bindparam("row"))
            .values(auto_score=bindparam("auto"), needs_manual_grade=bindparam("waiting")),
            corrected,
        )


def _write_comments(connection: Connection, notebook: str, texts: Mapping[str, str | None]) -> None:
    """The automatic comment of each answer cell; a person's own comment stays."""
    query = select(Comment.id, Comment.cell_id).where(Comment.notebook_id == notebook)
    rows = {row.cell_id: row.id for row in connection.execute(query)}
    added = [
        {"id": new_uuid(), "cell_id": cell, "notebook_id": notebook, "auto_comment": text}
        for cell, text in texts.items()
        if cell not in rows
    ]
    corrected = [{"row": rows[cell], "text": text} for cell, text in texts.items() if cell in rows]
    if added:
        connection.execute(insert(Comment), added)
    if corrected:
        comments = Comment.__table__
        connection.execute(
            update(comments).where(comments.c.id == bindparam("row")).values(auto_comment=bindparam("text")),
            corrected,
        )


def notebook_ids(connection: Connection, assignment: str, student: str, notebook: str) -> tuple[str, str]:
    """(submitted notebook's id, master notebook's id) of a notebook of an assignment."""
    row = connection.execute(
        select(SubmittedNotebook.id, Notebook.id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(AssignmentRow, AssignmentRow.id == SubmittedAssignment.assignment_id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .where(
            AssignmentRow.name == assignment,
            SubmittedAssignment.student_id == student,
            Notebook.name == notebook,
        )
    ).one()
    return row[0], row[1]


def write_penalty(
    connection: Connection, assignment: str, student: str, notebook: str, penalty: float
) -> None:
    """Points taken off a notebook for lateness; none is NULL, as in stock."""
    written, _ = notebook_ids(connection, assignment, student, notebook)
    connection.execute(
        update(SubmittedNotebook)
        .where(SubmittedNotebook.id == written)
        .values(late_submission_penalty=penalty or None)
    )


def write_flags(connection: Connection, assignment: str, student: str) -> None:
    """ "Needs a person" on all points of a submission that no person gave."""
    written = (
        select(SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(AssignmentRow, AssignmentRow.id == SubmittedAssignment.assignment_id)
        .where(AssignmentRow.name == assignment, SubmittedAssignment.student_id == student)
    )
    connection.execute(
        update(Grade)
        .where(Grade.notebook_id.in_(written), Grade.manual_score.is_(None))
        .values(needs_manual_grade=True)
    )
