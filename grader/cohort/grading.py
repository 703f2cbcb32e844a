"""Grade a lab's submissions: many at once, resumable, one writer."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from grader.cohort.book import Book, Graded
from grader.cohort.changes import drop_changes
from grader.cohort.labs import find_lab
from grader.cohort.model import Cohort
from grader.cohort.release import check_graded, released_labs
from grader.cohort.results import lab_parts, work_part
from grader.cohort.state import lock_cohort, read_releases, read_secret
from grader.engine import grade_submission
from grader.engine.decide import load_checks
from grader.engine.jobs import Grade, Interrupted, MakeExecutor, Stop, fail_result, process_pool, run_jobs
from grader.engine.model import Assignment, Limits, Result, Submission
from grader.errors import ContentError, DxlabError
from grader.lab.assignment import assignment_for
from grader.settings import Course
from grader.stock.collect import STUDENT_ID
from grader.stock.files import check_readable, check_writable, ensure_whole
from grader.stock.gradebook import open_gradebook

__all__ = ["Graded", "Interrupted", "Options", "find_submissions", "grade_lab", "load_assignment"]

OnDone = Callable[[int, int, str], None]

#: Nothing can be stored any more: going on would only waste work.
_HOPELESS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


@dataclass(frozen=True)
class Options:
    """How to grade."""

    students: tuple[str, ...] = ()
    workers: int = field(default_factory=lambda: min(2, os.cpu_count() or 1))
    force: bool = False
    limits: Limits = field(default_factory=Limits)


def load_assignment(course: Course, cohort: Cohort, lab_id: str) -> Assignment:
    """The released lab as the engine wants it, with today's checks.

    ``hidden.py`` is read from the course each time: a mended check reaches a
    released cohort at its next grading, on the same draw.

    Raises
    ------
    DxlabError: unknown to this cohort, or released by somebody else's tools.
    """
    release = read_releases(cohort).get(lab_id)
    source = cohort.stock.folder("source", lab_id)
    if release is None or not source.is_dir():
        known = "、".join(released_labs(cohort)) or "まだありません"
        raise DxlabError(
            "lab-not-released",
            f"{lab_id}: この研修で dxlab が公開した教材ではありません（公開ずみ: {known}）。",
            "教材の名前を確かめるか、先に dxlab cohort release で公開してください。",
        )
    check_graded(cohort, lab_id)
    lab = find_lab(course, cohort, lab_id)
    return assignment_for(course, lab, secret=read_secret(cohort), draw=release.draw, source_dir=source)


def find_submissions(cohort: Cohort, lab: str, students: Sequence[str] = ()) -> list[Submission]:
    """Folders in ``submitted/``; all of them or those of ``students``.

    Raises
    ------
    DxlabError: one of ``students`` has handed in nothing.
    """
    base = cohort.root / "submitted"
    names = sorted(p.name for p in base.iterdir()) if base.is_dir() else []
    found = {n: base / n / lab for n in names if STUDENT_ID.fullmatch(n) and _is_folder(base / n / lab)}
    absent = [s for s in students if s not in found]
    if absent:
        raise DxlabError(
            "submission-not-found",
            f"{lab}: {'、'.join(absent)} さんの提出物がありません。",
            "職員番号を確かめるか、先に dxlab cohort collect で回収してください。",
        )
    return [Submission(n, folder) for n, folder in found.items() if not students or n in students]


def files_read(assignment: Assignment) -> tuple[Path, ...]:
    """The course's files that grading a lab reads besides the assignment: its checks and the generators."""
    return (assignment.hidden, *sorted((assignment.course / "datasets").glob("*/*.py")))


def grade_lab(
    cohort: Cohort,
    assignment: Assignment,
    options: Options = Options(),
    on_done: OnDone | None = None,
    grade: Grade[Assignment, Result] = grade_submission,
    make_executor: MakeExecutor = process_pool,
    stop: Stop = lambda: False,
) -> list[Graded]:
    """Grade what changed and record it; one submission's trouble stops nobody else's.

    A kill at any moment loses at most the submissions in flight: a result file
    is written last, after autograded/ and the gradebook.

    Raises
    ------
    DxlabError: the gradebook is locked, the disk is full, another dxlab is at work,
        hidden.py can't be used.
    Interrupted: ``stop`` became true before all were graded.
    """
    check_checks(assignment)
    with lock_cohort(cohort, "採点"):
        check_writable(cohort.root, cohort.root / "autograded", cohort.state_dir)
        ensure_whole(cohort.stock, assignment.name)
        with open_gradebook(cohort.stock) as gradebook:
            book = Book(cohort, assignment, gradebook, lab_parts(assignment, options.limits))
            run = _Run(cohort, assignment, options, book)
            results = run_jobs(
                grade,
                assignment,
                run.able,
                options.limits,
                options.workers,
                make_executor,
                stop,
                fail=fail_result,
            )
            with contextlib.closing(results):
                run.store(chain(run.unable, results), on_done)
            if run.done < len(run.submissions):
                raise Interrupted(run.done, len(run.submissions))
            return book.summary(run.submissions, run.fresh)


def forget_changes(cohort: Cohort, lab: str, lines: Sequence[Graded]) -> None:
    """Somebody was told; where another dxlab is at work by now, they are told again next time."""
    with contextlib.suppress(DxlabError), lock_cohort(cohort):
        drop_changes(cohort, lab, {line.student for line in lines})


def check_checks(assignment: Assignment) -> None:
    """hidden.py can be used: better one sentence now than one failure per submission.

    Raises
    ------
    ContentError: it can't be read, or lacks a check.
    """
    checks = load_checks(assignment.hidden)
    missing = [e.id for e in assignment.exercises if e.kind == "auto" and e.id not in checks]
    if missing:
        raise ContentError(
            "checks-missing",
            f"{assignment.hidden}: {'、'.join(missing)} の確認がありません。",
            f"hidden.py を直し、dxlab lab verify {assignment.name} で確かめてから、もう一度実行してください。",
        )


class _Run:
    """What one run has to do, and how far it is."""

    def __init__(self, cohort: Cohort, assignment: Assignment, options: Options, book: Book) -> None:
        self.submissions = find_submissions(cohort, assignment.name, options.students)
        self.able: list[Submission] = []
        self.unable: list[Result] = []
        self._book = book
        self._works: dict[str, str] = {}
        same = []
        for submission in self.submissions:
            problem = self._problem_of(submission, options.limits)
            if problem:
                self.unable.append(fail_result(submission.student, problem))
            elif options.force or not book.is_done(submission.student, self._works[submission.student]):
                self.able.append(submission)
            else:
                same.append(submission)
        self.fresh = {s.student for s in self.submissions} - {s.student for s in same}
        self.done = len(same)
        book.refresh_times(same)

    def _problem_of(self, submission: Submission, limits: Limits) -> str | None:
        """Also takes down what the submission looks like now, before it is graded."""
        try:
            check_readable(submission.folder)
            self._works[submission.student] = work_part(submission.folder, limits)
        except OSError as error:
            return f"{error.filename or submission.folder}: 提出物を読めません（{error.strerror}）。"
        return None

    def store(self, results: Iterator[Result], on_done: OnDone | None) -> None:
        """Keep each result as it comes."""
        total = len(self.submissions)
        if on_done and self.fresh:
            on_done(self.done, total, "")
        for result in results:
            try:
                self._book.keep(result, self._works.get(result.student, ""))
            except OSError as error:
                if error.errno in _HOPELESS:
                    raise
                problem = f"{error.filename}: 結果を書きこめません（{error.strerror}）。"
                self._book.keep_unsaved(result.student, problem)
            self.done += 1
            if on_done:
                on_done(self.done, total, result.student)


def _is_folder(path: os.PathLike[str]) -> bool:
    """Also where we may not look: the run then says so, instead of leaving a person out."""
    try:
        return stat.S_ISDIR(os.stat(path, follow_symlinks=False).st_mode)
    except PermissionError:
        return True
    except OSError:
        return False
