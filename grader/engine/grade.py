"""The story of one submission: prepare, run, ask, decide, write the verdicts down."""

from __future__ import annotations

import json
import time
from typing import Any

from dxlab.outcome import Outcome, Status, failed, not_attempted, passed
from grader.engine.ask import CheckContext, Inputs
from grader.engine.child import Child, ChildGone
from grader.engine.decide import decide, load_checks
from grader.engine.model import Assignment, Exercise, ExerciseResult, Limits, Result, State, Submission
from grader.engine.outputs import escape_markdown
from grader.engine.prepare import Prepared, Unreadable, prepare, text_of
from grader.engine.verdict import write_verdict
from grader.settings import Course

ENGINE_VERSION = "2"

_GONE = "この前のところでプログラムが止まったため、確かめられませんでした。"
_INPUTS: dict[str, Inputs] = {}


def grade_submission(assignment: Assignment, submission: Submission, limits: Limits = Limits()) -> Result:
    """Grade one submission; never raises for what a trainee did.

    Raises
    ------
    ContentError: the assignment's own checks are broken.
    """
    start = time.monotonic()
    try:
        prepared = prepare(assignment, submission, limits)
    except Unreadable as error:
        return _unreadable(assignment, submission, str(error), time.monotonic() - start)
    return _Run(assignment, prepared, limits).result(submission.student, start)


class _Run:
    """One submission on its way through its cells."""

    def __init__(self, assignment: Assignment, prepared: Prepared, limits: Limits) -> None:
        self._assignment = assignment
        self._prepared = prepared
        self._limits = limits
        self._checks = load_checks(assignment.hidden)
        self._exercises = {e.id: e for e in assignment.exercises}
        self._inputs = _INPUTS.setdefault(str(assignment.course), Inputs(Course(assignment.course)))
        self._outcomes: dict[str, Outcome] = {}
        self._problems = list(prepared.problems)
        self._limit_hit = False
        cells = prepared.notebook["cells"]
        self._own_text = "\n".join(text_of(cell) for cell in cells if cell["cell_type"] == "code")

    def result(self, student: str, start: float) -> Result:
        self._run_cells()
        exercises = []
        for cell in self._prepared.notebook["cells"]:
            exercise = self._exercises.get(cell["id"])
            if exercise is None:
                continue
            if exercise.kind == "manual":
                _defuse(cell)
                continue
            outcome = self._outcomes.get(exercise.id) or self._without_child(exercise)
            points = outcome.points(exercise.points)
            exercises.append(ExerciseResult(exercise.id, points, exercise.points, outcome))
            write_verdict(cell, exercises[-1])
        return Result(
            student,
            State.PARTIAL if self._limit_hit else State.GRADED,
            tuple(exercises),
            tuple(e.id for e in self._assignment.exercises if e.kind == "manual" and self._is_attempted(e)),
            self._prepared.notebook,
            _answer_files(self._prepared.answers),
            tuple(self._problems),
            round(time.monotonic() - start, 2),
        )

    def _run_cells(self) -> None:
        try:
            with Child(self._assignment.files, self._limits) as child:
                for cell in self._prepared.notebook["cells"]:
                    if cell["cell_type"] == "code":
                        self._visit(child, cell)
        except ChildGone as gone:
            self._limit_hit = True
            self._problems.append(gone.reason)

    def _visit(self, child: Child, cell: dict[str, Any]) -> None:
        exercise = self._exercises.get(cell["id"])
        if exercise is None or exercise.kind == "manual":
            self._run_cell(child, cell)
        elif exercise.kind == "auto" and self._is_attempted(exercise):
            self._outcomes[exercise.id] = self._ask(child, exercise)

    def _run_cell(self, child: Child, cell: dict[str, Any]) -> None:
        run = child.run_cell(cell["id"], text_of(cell))
        cell.update(outputs=run.outputs, execution_count=run.execution_count)
        if run.timed_out:
            self._limit_hit = True
            seconds = self._limits.cell_seconds
            self._problems.append(
                f"{cell['id']} のセルが{seconds:.0f}秒で終わらなかったので、止めて先へ進みました。"
            )

    def _ask(self, child: Child, exercise: Exercise) -> Outcome:
        a = self._assignment
        context = CheckContext(self._inputs, a.secret, a.name, exercise.id, a.draw, a.released)
        outcome = decide(
            self._checks[exercise.id],
            child.open_question(),
            context,
            self._note_fault(exercise),
            self._own_text,
        )
        if outcome.status is Status.NOT_ATTEMPTED:
            # The cell was edited, so this is a mistake to explain, not an exercise left alone.
            return failed(*outcome.messages)
        if outcome.status in (Status.TIMEOUT, Status.LIMIT):
            self._limit_hit = True
            self._problems.append(f"{exercise.id}: 確認が時間か大きさの上限に達しました。")
        return outcome

    def _note_fault(self, exercise: Exercise) -> Any:
        def note(error: Exception) -> None:
            self._problems.append(
                f"{exercise.id}: 確認が思わぬ答えで止まりました（{type(error).__name__}）。0点としました。"
            )

        return note

    def _without_child(self, exercise: Exercise) -> Outcome:
        if exercise.kind == "quiz":
            return _mark_quiz(self._assignment.quiz_key, self._prepared.answers)
        if not self._is_attempted(exercise):
            return not_attempted()
        return Outcome(Status.ERROR, 0.0, (_GONE,))

    def _is_attempted(self, exercise: Exercise) -> bool:
        text = self._prepared.texts.get(exercise.answer or "")
        return text is not None and text.strip() not in ("", (exercise.stub or "").strip())


def _answer_files(answers: dict[str, Any]) -> dict[str, bytes]:
    """answers.json as we read it, for autograded/."""
    return {"answers.json": json.dumps(answers, ensure_ascii=False).encode("utf-8")} if answers else {}


def _defuse(cell: dict[str, Any]) -> None:
    """A written part is read in the instructor's browser: its HTML must be text there."""
    if cell["cell_type"] == "markdown":
        cell["source"] = escape_markdown(text_of(cell))


def _mark_quiz(key: dict[str, str], answers: dict[str, Any]) -> Outcome:
    given = answers.get("quiz", {})
    right = sum(1 for question, option in key.items() if given.get(question) == option)
    if not any(question in given for question in key):
        return not_attempted()
    message = f"{len(key)}問のうち{right}問が正解でした。"
    if right == len(key):
        return passed(message)
    return Outcome(Status.PARTIAL if right else Status.FAILED, right / len(key), (message,))


def _unreadable(assignment: Assignment, submission: Submission, reason: str, seconds: float) -> Result:
    outcome = failed(reason)
    exercises = tuple(
        ExerciseResult(e.id, 0.0, e.points, outcome) for e in assignment.exercises if e.kind != "manual"
    )
    return Result(
        submission.student, State.UNREADABLE, exercises, problems=(reason,), seconds=round(seconds, 2)
    )
