"""Grade an assignment of any course: many at once, resumable, one writer."""

from __future__ import annotations

import contextlib
import errno
import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from grader.engine.containment import SANDBOXED
from grader.engine.jobs import Grade, Interrupted, MakeExecutor, Stop, process_pool, run_jobs
from grader.engine.model import Limits, State, Submission
from grader.engine.process import ProcessLost
from grader.engine.worker import worker_for
from grader.errors import ContentError, DxlabError
from grader.inline.grade import fail_inline, grade_inline, run_sheet
from grader.inline.load import load_assignment
from grader.inline.model import Assignment, Result, Sheet, is_answer
from grader.inline.plan import Tried, plan_sheet
from grader.inline.points import paper_scores
from grader.inline.rebuild import fill_in
from grader.inline.records import (
    Line,
    Stored,
    assignment_parts,
    find_plan,
    find_stored,
    keep_plan,
    keep_stored,
    work_part,
)
from grader.stock.course import AnyCourse
from grader.stock.files import (
    check_readable,
    check_writable,
    ensure_whole,
    read_submitted_at,
    staged_autograded,
)
from grader.stock.gradebook import Gradebook, Receipt, ask_person, open_gradebook, read_marks, record
from grader.stock.late import write_late_penalties
from grader.stock.lock import lock_course
from grader.stock.masters import read_masters

OnDone = Callable[[int, int, str], None]

#: Nothing can be stored any more: going on would only waste work.
_HOPELESS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


@dataclass(frozen=True)
class Options:
    """How to grade."""

    students: tuple[str, ...] = ()
    workers: int = 2
    force: bool = False
    stock_rules: bool = False
    limits: Limits = field(default_factory=Limits)
    profiles: tuple[str, ...] = SANDBOXED


def course_limits(course: AnyCourse) -> Limits:
    """Limits that give a cell the time that the course's configuration gives it."""
    return Limits(cell_seconds=course.cell_seconds, total_seconds=max(300.0, 10 * course.cell_seconds))


def find_submissions(course: AnyCourse, name: str, students: Sequence[str] = ()) -> list[Submission]:
    """Who handed in; all of them or ``students``. Raises ``DxlabError`` when one of those did not."""
    found = course.students(name)
    if absent := [student for student in students if student not in found]:
        raise DxlabError(
            "submission-not-found",
            f"{name}: {'、'.join(absent)} さんの提出物がありません。",
            "学生の番号を確かめるか、先に nbgrader collect で回収してください。",
        )
    chosen = [student for student in found if not students or student in students]
    return [Submission(student, course.folder("submitted", name, student)) for student in chosen]


def prepare_assignment(course: AnyCourse, gradebook: Gradebook, name: str, options: Options) -> Assignment:
    """The assignment with the plan of its tests, which is made when it is graded for the first time.

    Raises
    ------
    DxlabError, ContentError: the source or the gradebook does not have what it takes.
    """
    assignment = load_assignment(course, name, read_masters(gradebook, name), options.stock_rules)
    planned = find_plan(course, assignment, options.limits)
    if planned is None:
        planned = plan_assignment(assignment, options.limits, options.profiles)
        keep_plan(course, planned, options.limits)
    return planned


def plan_assignment(
    assignment: Assignment, limits: Limits, profiles: Sequence[str] = SANDBOXED
) -> Assignment:
    """Try the model answers both ways and decide where each test runs."""
    worker = worker_for(assignment, limits, profiles)

    def attempt(sheet: Sheet, answers: dict[str, str]) -> Tried:
        try:
            paper, ran = run_sheet(worker, sheet, lambda: fill_in(sheet, answers), limits, {})
        except ProcessLost as error:
            raise ContentError(
                "plan-lost",
                f"{assignment.name}: 模範解答を試しているとき、採点プログラムが2度続けて止まりました。",
                "コンピュータのメモリやディスクの空きを確かめてから、もう一度採点してください。",
            ) from error
        scores = paper_scores(sheet, paper, assignment.stock_rules)
        return Tried(scores, ran.objects, frozenset(ran.calls))

    return replace(assignment, sheets=tuple(plan_sheet(sheet, attempt) for sheet in assignment.sheets))


def grade_assignment(
    course: AnyCourse,
    name: str,
    options: Options = Options(),
    on_done: OnDone | None = None,
    grade: Grade[Assignment, Result] | None = None,
    make_executor: MakeExecutor = process_pool,
    stop: Stop = lambda: False,
) -> tuple[Assignment, list[Line]]:
    """Grade what changed and record it; one submission's trouble stops nobody else's.

    A kill at any moment loses at most the submissions in flight: a result file
    is written last, after autograded/ and the gradebook.

    Raises
    ------
    DxlabError: the gradebook is locked, the disk is full, another dxlab is at work, the source
        can't be used.
    Interrupted: ``stop`` became true before all were graded.
    """
    submissions = find_submissions(course, name, options.students)
    with lock_course(course.root, "採点"):
        autograded = course.folder("autograded", name, "-").parents[1]
        check_writable(course.root, autograded, course.root / ".dxlab")
        ensure_whole(course, name)
        with open_gradebook(course, guarded=False) as gradebook:
            assignment = prepare_assignment(course, gradebook, name, options)
            run = _Run(course, assignment, options, gradebook, submissions)
            job = grade or functools.partial(grade_inline, profiles=options.profiles)
            results = run_jobs(
                job,
                assignment,
                run.able,
                options.limits,
                options.workers,
                make_executor,
                stop,
                fail=functools.partial(fail_inline, assignment),
            )
            with contextlib.closing(results):
                run.store(chain(run.unable, results), on_done)
            if run.done < len(submissions):
                raise Interrupted(run.done, len(submissions))
            return assignment, run.lines()


class _Run:
    """What one run has to do, how far it is, and where its results go."""

    def __init__(
        self,
        course: AnyCourse,
        assignment: Assignment,
        options: Options,
        gradebook: Gradebook,
        submissions: list[Submission],
    ) -> None:
        self._course = course
        self._assignment = assignment
        self._gradebook = gradebook
        self._submissions = submissions
        self._parts = assignment_parts(assignment, options.limits)
        self._recorded = set(read_marks(gradebook, assignment.name))
        self._works: dict[str, str] = {}
        self._unsaved: dict[str, Line] = {}
        self.able: list[Submission] = []
        self.unable: list[Result] = []
        for submission in submissions:
            self._sort(submission, options)
        self._fresh = {s.student for s in self.able} | {r.student for r in self.unable}
        self.done = len(submissions) - len(self._fresh)

    def _sort(self, submission: Submission, options: Options) -> None:
        try:
            check_readable(submission.folder)
            self._works[submission.student] = work_part(submission, options.limits)
        except OSError as error:
            problem = f"{error.filename or submission.folder}: 提出物を読めません（{error.strerror}）。"
            self.unable.append(fail_inline(self._assignment, submission.student, problem))
            return
        if options.force or not self._is_done(submission.student):
            self.able.append(submission)

    def _is_done(self, student: str) -> bool:
        """Graded before from the very same bytes, and everything of it is still there."""
        stored = find_stored(self._course, self._assignment.name, student)
        return (
            stored is not None
            and stored.parts == {**self._parts, "work": self._works[student]}
            and student in self._recorded
            and self._course.folder("autograded", self._assignment.name, student).is_dir()
        )

    def store(self, results: Iterator[Result], on_done: OnDone | None) -> None:
        """Keep each result as it comes."""
        total = len(self._submissions)
        if on_done and self._fresh:
            on_done(self.done, total, "")
        for result in results:
            try:
                self._keep(result)
            except OSError as error:
                if error.errno in _HOPELESS:
                    raise
                problem = f"{error.filename}: 結果を書きこめません（{error.strerror}）。"
                failed = replace(fail_inline(self._assignment, result.student, problem))
                self._unsaved[result.student] = self._line(failed)
            self.done += 1
            if on_done:
                on_done(self.done, total, result.student)

    def _keep(self, result: Result) -> None:
        """autograded/, gradebook, then the result file; earlier points stay where we failed."""
        name, student = self._assignment.name, result.student
        if result.state is State.FAILED and student in self._recorded:
            ask_person(self._gradebook, name, student)
            keep_stored(self._course, name, Stored({}, self._line(result)))
            return
        receipt = Receipt(read_submitted_at(self._course.folder("submitted", name, student)))
        with staged_autograded(self._course, student, name, result.notebooks, result.files):
            record(self._gradebook, name, student, result.scores, receipt)
        self._recorded.add(student)
        parts = {} if result.state is State.FAILED else {**self._parts, "work": self._works[student]}
        keep_stored(self._course, name, Stored(parts, self._line(result)))

    def _line(self, result: Result) -> Line:
        automatic = [(s, score) for s, rows in result.scores.items() for score in rows.items()]
        tests = {(s.name, key) for s in self._assignment.sheets for key in s.ways}
        points = sum(score.auto or 0.0 for sheet, (key, score) in automatic if (sheet, key) in tests)
        return Line(result.student, result.state.value, round(points, 2), self._maximum, 0, result.problems)

    @property
    def _maximum(self) -> float:
        cells = [(s, c) for s in self._assignment.sheets for c in s.cells if not is_answer(c)]
        points = [c["metadata"]["nbgrader"]["points"] for s, c in cells if _name_of(c) in s.ways]
        return round(sum(points), 2)

    def lines(self) -> list[Line]:
        """One line a submission, with what waits for a person now."""
        name = self._assignment.name
        students = [s.student for s in self._submissions]
        recorded = [student for student in students if student in self._recorded]
        write_late_penalties(self._course, self._gradebook, name, recorded)
        marks = read_marks(self._gradebook, name)
        found = []
        for student in students:
            stored = find_stored(self._course, name, student)
            line = self._unsaved.get(student) or (stored.line if stored else None)
            if line is not None:
                waiting = sum(mark.waiting for mark in marks.get(student, []))
                found.append(replace(line, manual_pending=waiting, fresh=student in self._fresh))
        return found


def _name_of(cell: dict[str, object]) -> str:
    metadata = cell["metadata"]
    assert isinstance(metadata, dict)
    return str(metadata.get("nbgrader", {}).get("grade_id", ""))
