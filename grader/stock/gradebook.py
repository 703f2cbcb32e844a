"""nbgrader's gradebook: submissions and their points (people: ``students.py``).

Students and times go through nbgrader's own ``Gradebook``, all grades
and comments through SQLAlchemy Core (``points.py``), in one transaction a
submission (stock: 216 ms with a commit per cell; here: ``grader.bench.gradebook``).
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from nbgrader.api import (
    Assignment as AssignmentRow,
)
from nbgrader.api import (
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    InvalidEntry,
    MissingEntry,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError, SAWarning

from grader.errors import ContentError, DxlabError
from grader.stock.app import quiet_logs
from grader.stock.environment import ensure_tools_on_path
from grader.stock.guard import ensure_guard, writing_points
from grader.stock.points import add_submission, is_missing, write_flags, write_penalty, write_points
from grader.stock.scores import CellScore


@dataclass(frozen=True)
class Receipt:
    """When a submission came, beside what the engine knows.

    Attributes
    ----------
    timestamp: UTC; None when the hand-in carries none.
    extension: beyond the assignment's due date; None without one.
    penalty: points taken off for lateness.
    unchanged: grade_ids whose answer text is the same as at the last grading.
    """

    timestamp: datetime | None = None
    extension: timedelta | None = None
    penalty: float = 0.0
    unchanged: frozenset[str] = field(default_factory=frozenset)


class HasGradebook(Protocol):
    """A course as far as its gradebook goes; ``db_url`` is SQLAlchemy's."""

    @property
    def root(self) -> Path: ...

    @property
    def course_id(self) -> str: ...

    @property
    def db_url(self) -> str: ...


@contextmanager
def open_gradebook(course: HasGradebook, *, guarded: bool = True) -> Iterator[Gradebook]:
    """nbgrader's ``Gradebook`` of a course, created when missing.

    Parameters
    ----------
    guarded: only dxlab may write automatic points into it from now on; a course that nbgrader
        itself grades as well is left open.

    Raises
    ------
    DxlabError: the database is locked (after 30 s) or cannot be opened.
    """
    ensure_tools_on_path()
    with quiet_logs(), warnings.catch_warnings():
        # nbgrader adds submissions in a way that SQLAlchemy remarks on; the rows are right.
        warnings.simplefilter("ignore", SAWarning)
        gradebook = None
        try:
            gradebook = Gradebook(course.db_url, course.course_id)
            if guarded:
                ensure_guard(gradebook.engine)
            yield gradebook
        except DatabaseError as error:
            raise _database_error(course, error) from error
        except InvalidEntry as error:
            # nbgrader hides what SQLite said (a locked database, a full disk) behind its own error.
            if isinstance(error.__context__, DatabaseError):
                raise _database_error(course, error.__context__) from error
            raise
        finally:
            if gradebook is not None:
                gradebook.close()


def ensure_duedate(gradebook: Gradebook, lab: str, duedate: datetime | None) -> None:
    """Store the due date (UTC, aware) of an assignment that exists."""
    row = find_assignment(gradebook, lab)
    wanted = _naive(duedate)
    if row is not None and row.duedate != wanted:
        gradebook.update_or_create_assignment(lab, duedate=wanted)


def find_assignment(gradebook: Gradebook, lab: str) -> AssignmentRow | None:
    """The assignment's row, or None when the lab was never released."""
    try:
        return gradebook.find_assignment(lab)
    except MissingEntry:
        return None


def record(
    gradebook: Gradebook,
    assignment: str,
    student: str,
    notebooks: Mapping[str, Mapping[str, CellScore]],
    receipt: Receipt = Receipt(),
) -> None:
    """Write one graded submission: student, submission, then the points of its notebooks at once.

    A score that a person gave stays. Stock nbgrader marks such a cell as "needs
    a person" on every regrade; here it is marked only when the answer's text or
    the automatic score differs from what that person saw.

    Raises
    ------
    DxlabError: the database is locked; nothing of the submission's points is written then.
    ContentError: the assignment was never released from this course.
    """
    if find_assignment(gradebook, assignment) is None:
        raise ContentError(
            "lab-not-released",
            f"{assignment}: この研修ではまだ公開されていない教材です。",
            "先に dxlab cohort release で公開してください。",
        )
    times: dict[str, object] = {"extension": receipt.extension}
    if receipt.timestamp is not None:
        times["timestamp"] = _naive(receipt.timestamp)
    with _one_transaction(gradebook) as connection, writing_points(connection):
        if is_missing(connection, assignment, student):
            gradebook.update_or_create_student(student)
            add_submission(connection, assignment, student)
        gradebook.update_or_create_submission(assignment, student, **times)
        for notebook, scores in notebooks.items():
            write_penalty(connection, assignment, student, notebook, receipt.penalty)
            write_points(connection, assignment, student, notebook, scores, receipt.unchanged)


@contextmanager
def _one_transaction(gradebook: Gradebook) -> Iterator[Connection]:
    """nbgrader's own doors and our statements in one transaction: all of it is there, or nothing.

    nbgrader commits after each step, which would leave empty grades when we are
    killed between two, and costs two more waits for the disk. Its session joins
    our connection here, where its commits wait for ours.
    """
    gradebook.db.remove()  # let go of read locks
    try:
        with gradebook.engine.begin() as connection:
            gradebook.db(bind=connection, join_transaction_mode="rollback_only")
            yield connection
    finally:
        gradebook.db.remove()


def ensure_times(gradebook: Gradebook, lab: str, student: str, receipt: Receipt) -> None:
    """Bring extension and penalty of a recorded submission up to date; its points stay."""
    row = gradebook.find_submission(lab, student)
    penalties = {notebook.late_submission_penalty or 0.0 for notebook in row.notebooks}
    if (row.extension or None) == receipt.extension and penalties == {receipt.penalty}:
        return
    with _one_transaction(gradebook) as connection:
        gradebook.update_or_create_submission(lab, student, extension=receipt.extension)
        write_penalty(connection, lab, student, lab, receipt.penalty)


def ask_person(gradebook: Gradebook, lab: str, student: str) -> None:
    """Mark all points that no person gave as "needs a person"; the points stay as they are."""
    with _one_transaction(gradebook) as connection:
        write_flags(connection, lab, student)


@dataclass(frozen=True)
class Mark:
    """One cell of one person as the gradebook holds it now."""

    student: str
    cell: str
    auto: float | None
    manual: float | None
    extra: float | None
    maximum: float
    waiting: bool
    comment: str | None
    notebook: str

    @property
    def score(self) -> float:
        base = self.manual if self.manual is not None else (self.auto or 0.0)
        return base + (self.extra or 0.0)


def read_marks(gradebook: Gradebook, lab: str) -> dict[str, list[Mark]]:
    """student -> marks of a lab, one query; people without a submission do not occur."""
    query = (
        select(
            SubmittedAssignment.student_id,
            BaseCell.name,
            Grade.auto_score,
            Grade.manual_score,
            Grade.extra_credit,
            GradeCell.__table__.c.max_score,
            Grade.needs_manual_grade,
            Comment.manual_comment,
            Notebook.name,
        )
        .join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(AssignmentRow, AssignmentRow.id == SubmittedAssignment.assignment_id)
        .join(BaseCell.__table__, BaseCell.__table__.c.id == Grade.cell_id)
        .join(GradeCell.__table__, GradeCell.__table__.c.id == Grade.cell_id)
        .outerjoin(Comment, (Comment.cell_id == Grade.cell_id) & (Comment.notebook_id == Grade.notebook_id))
        .where(AssignmentRow.name == lab)
    )
    marks: dict[str, list[Mark]] = {}
    with gradebook.engine.connect() as connection:
        for row in connection.execute(query):
            marks.setdefault(row[0], []).append(_mark(*row))
    return marks


def _mark(
    student: str,
    cell: str,
    auto: float | None,
    manual: float | None,
    extra: float | None,
    maximum: float | None,
    waiting: bool,
    comment: str | None,
    notebook: str,
) -> Mark:
    return Mark(student, cell, auto, manual, extra, maximum or 0.0, bool(waiting), comment, notebook)


def _database_error(course: HasGradebook, error: DatabaseError) -> DxlabError:
    """What SQLite says, as what a person can do about it; nothing of that submission is written."""
    path = course.root / "gradebook.db"
    said = str(error.orig)
    if "locked" in said:
        return ContentError(
            "gradebook-locked",
            f"{path}: ほかのプログラムが成績簿を使っているため、30秒待っても書きこめませんでした。",
            "formgrader やほかの dxlab を閉じて、もう一度実行してください。済んだ分はやり直しません。",
        )
    if "disk is full" in said:
        return ContentError(
            "gradebook-full",
            f"{path}: ディスクに空きがないため、成績簿に書きこめませんでした。",
            "空きを作って、もう一度実行してください。済んだ分はやり直しません。",
        )
    if "readonly" in said or "unable to open" in said:
        return ContentError(
            "gradebook-readonly",
            f"{path}: 成績簿を開けないか、書きこみができません（{said}）。",
            "ファイルとフォルダの持ち主と権限を確かめて、もう一度実行してください。",
        )
    return ContentError(
        "gradebook-broken",
        f"{path}: 成績簿を読み書きできません（{type(error.orig).__name__}: {said}）。",
        "壊れているときは、バックアップから戻してください。直したら、もう一度実行してください。",
    )


def _naive(moment: datetime | None) -> datetime | None:
    """nbgrader stores UTC without a zone."""
    if moment is None or moment.tzinfo is None:
        return moment
    return (moment - (moment.utcoffset() or timedelta())).replace(tzinfo=None)
