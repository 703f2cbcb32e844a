"""The story of one submission of any course: read, rebuild, run, count."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from dxlab.runner.files import Files
from grader.engine.containment import SANDBOXED
from grader.engine.folder import Unreadable
from grader.engine.model import Limits, State, Submission
from grader.engine.process import LOST_TWICE, ProcessLost
from grader.engine.worker import Worker, worker_for
from grader.inline.handin import HandIn, read_handin
from grader.inline.model import Assignment, Result, Sheet
from grader.inline.points import missing_scores, paper_scores
from grader.inline.rebuild import Paper, fill_in, rebuild
from grader.inline.run import Ran, run_paper

INLINE_VERSION = "1"


def grade_inline(
    assignment: Assignment,
    submission: Submission,
    limits: Limits = Limits(),
    profiles: Sequence[str] = SANDBOXED,
) -> Result:
    """Grade one submission; never raises for what a trainee did.

    Raises
    ------
    DxlabError: none of the sandbox ``profiles`` works on this machine.
    """
    start = time.monotonic()
    try:
        handin = read_handin(assignment, submission, limits)
    except Unreadable as error:
        return fail_inline(assignment, submission.student, str(error), State.UNREADABLE)
    worker = worker_for(assignment, limits, profiles)
    try:
        return _Grading(assignment, handin, limits, worker).result(submission.student, start)
    except ProcessLost:
        return fail_inline(assignment, submission.student, LOST_TWICE)


def fail_inline(assignment: Assignment, student: str, problem: str, state: State = State.FAILED) -> Result:
    """A submission without verdicts: 0 points, and a person has to look where the fault is not the trainee's."""
    waiting = state is State.FAILED
    scores = {sheet.name: missing_scores(sheet, waiting) for sheet in assignment.sheets}
    notebooks = {sheet.name: fill_in(sheet, {}).notebook for sheet in assignment.sheets}
    return Result(student, state, notebooks, scores, problems=(problem,))


def run_sheet(
    worker: Worker, sheet: Sheet, build: Callable[[], Paper], limits: Limits, own_files: Files
) -> tuple[Paper, Ran]:
    """Run the notebook that ``build`` gives; a second time when a process was lost on the way.

    Raises
    ------
    ProcessLost: it was lost again.
    """
    for is_last in (False, True):
        paper = build()
        try:
            ran = run_paper(worker, sheet, paper, limits, own_files)
            if is_last or not ran.lost:
                return paper, ran
        except ProcessLost:
            worker.forget()
            if is_last:
                raise
    raise AssertionError("the second try returns or raises")


class _Grading:
    """One submission on its way through its notebooks."""

    def __init__(self, assignment: Assignment, handin: HandIn, limits: Limits, worker: Worker) -> None:
        self._assignment = assignment
        self._handin = handin
        self._limits = limits
        self._worker = worker
        self._problems = list(handin.problems)
        self._limit_hit = False

    def result(self, student: str, start: float) -> Result:
        """Every notebook graded; raises ``ProcessLost`` when twice in a row one could not be run."""
        papers, scores = {}, {}
        for sheet in self._assignment.sheets:
            paper = self._grade(sheet)
            if paper is not None:
                papers[sheet.name] = paper.notebook
                scores[sheet.name] = paper_scores(sheet, paper, self._assignment.stock_rules)
            else:
                scores[sheet.name] = missing_scores(sheet)
        files = {**self._handin.files, **self._masters}
        seconds = round(time.monotonic() - start, 2)
        return Result(student, self._state, papers, scores, files, tuple(self._problems), seconds)

    def _grade(self, sheet: Sheet) -> Paper | None:
        """None: nothing of this notebook can be graded."""
        if sheet.name in self._handin.broken:
            self._problems.append(f"{sheet.name}.ipynb: {self._handin.broken[sheet.name]}")
            return None
        if sheet.name not in self._handin.cells:
            self._problems.append(f"{sheet.name}.ipynb がありません。0点としました。")
            return None
        cells = self._handin.cells[sheet.name]
        paper, ran = run_sheet(
            self._worker, sheet, lambda: rebuild(sheet, cells), self._limits, self._handin.files
        )
        self._limit_hit |= ran.limit_hit
        self._problems += [*paper.problems, *ran.problems]
        return paper

    @property
    def _masters(self) -> dict[str, bytes]:
        """The course's files as they lie beside the graded notebook."""
        kept = self._assignment.own
        return {
            n: data
            for n, data in self._assignment.files.items()
            if n not in kept or n not in self._handin.files
        }

    @property
    def _state(self) -> State:
        if self._handin.broken:
            return State.UNREADABLE if not self._handin.cells else State.PARTIAL
        return State.PARTIAL if self._limit_hit else State.GRADED
