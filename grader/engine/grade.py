"""The story of one submission: prepare, run, ask, decide, write the verdicts down."""

from __future__ import annotations

import dataclasses
import itertools
import json
import socket
import time
from collections.abc import Sequence
from typing import Any

from dxlab.outcome import Outcome, Status, failed, not_attempted, passed
from grader.engine.child import Child, ChildGone, read_run
from grader.engine.containment import SANDBOXED
from grader.engine.model import Assignment, Exercise, ExerciseResult, Limits, Result, State, Submission, Usage
from grader.engine.outputs import escape_markdown
from grader.engine.prepare import Prepared, Unreadable, prepare, text_of
from grader.engine.process import LOST_TWICE, ProcessLost
from grader.engine.verdict import write_verdict
from grader.engine.worker import Worker, worker_for

ENGINE_VERSION = "5"

_GONE = "この前のところでプログラムが止まったため、確かめられませんでした。"


def grade_submission(
    assignment: Assignment,
    submission: Submission,
    limits: Limits = Limits(),
    profiles: Sequence[str] = SANDBOXED,
) -> Result:
    """Grade one submission; never raises for what a trainee did.

    The processes that it needs are kept warm for the next call with the same
    assignment.

    Raises
    ------
    ContentError: the assignment's own checks are broken.
    DxlabError: none of the sandbox ``profiles`` works on this machine.
    """
    start = time.monotonic()
    try:
        prepared = prepare(assignment, submission, limits)
    except Unreadable as error:
        return _unreadable(assignment, submission, str(error), time.monotonic() - start)
    worker = worker_for(assignment, limits, profiles)
    worker.judge.wait()
    for is_last in (False, True):
        run = _Run(assignment, prepared, limits, worker)
        try:
            if run.run_cells() or is_last:
                return run.result(submission.student, start)
        except ProcessLost:
            worker.forget()
    return Result(submission.student, State.FAILED, problems=(LOST_TWICE,))


class _Run:
    """One submission on its way through its cells."""

    def __init__(self, assignment: Assignment, prepared: Prepared, limits: Limits, worker: Worker) -> None:
        self._assignment = assignment
        self._prepared = prepared
        self._limits = limits
        self._worker = worker
        self._exercises = {e.id: e for e in assignment.exercises}
        self._questions: list[tuple[Exercise, socket.socket]] = []
        self._outcomes: dict[str, Outcome] = {}
        self._problems = list(prepared.problems)
        self._limit_hit = False
        self._has_lost = False
        self._check_seconds = 0.0
        self._usage = Usage()
        self._code = [cell for cell in prepared.notebook["cells"] if cell["cell_type"] == "code"]
        self._own_text = "\n".join(map(text_of, self._code))

    def result(self, student: str, start: float) -> Result:
        """Everything that was found out, in order."""
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
            dataclasses.replace(self._usage, check_seconds=self._check_seconds),
        )

    def run_cells(self) -> bool:
        """Run and ask; False when a second try may go better.

        Raises
        ------
        ProcessLost: the warm processes are gone.
        """
        leading = self._leading()
        stage = self._worker.stage(tuple((cell["id"], text_of(cell)) for cell in leading))
        for cell, reply in zip(leading, stage.cells, strict=True):
            run = read_run(reply, self._limits)
            cell.update(outputs=run.outputs, execution_count=run.execution_count)
        with Child(stage, _answer_files(self._prepared.answers)) as child:
            try:
                for cell in self._code[len(leading) :]:
                    self._visit(child, cell)
            except ChildGone as gone:
                child.stop()
                self._limit_hit = True
                self._problems.append(gone.reason)
            # Only now: what a question reveals can't reach an output of the notebook any more.
            for exercise, question in self._questions:
                self._outcomes[exercise.id] = self._ask(exercise, question)
            child.finish()
        self._usage = child.usage
        return not (child.was_killed or self._has_lost)

    def _leading(self) -> list[dict[str, Any]]:
        """The cells that are the same for everybody; none of them when the trainee put one of his between."""
        answers = {e.answer for e in self._assignment.exercises}
        shared = list(itertools.takewhile(lambda cell: cell["id"] not in answers, self._code))
        return shared if all("nbgrader" in cell["metadata"] for cell in shared) else []

    def _visit(self, child: Child, cell: dict[str, Any]) -> None:
        exercise = self._exercises.get(cell["id"])
        if exercise is None or exercise.kind == "manual":
            self._run_cell(child, cell)
        elif exercise.kind == "auto" and self._is_attempted(exercise):
            self._questions.append((exercise, child.hold_question()))

    def _run_cell(self, child: Child, cell: dict[str, Any]) -> None:
        run = child.run_cell(cell["id"], text_of(cell))
        cell.update(outputs=run.outputs, execution_count=run.execution_count)
        if run.timed_out:
            self._limit_hit = True
            seconds = self._limits.cell_seconds
            self._problems.append(
                f"{cell['id']} のセルが{seconds:.0f}秒で終わらなかったので、止めて先へ進みました。"
            )

    def _ask(self, exercise: Exercise, question: socket.socket) -> Outcome:
        seconds = self._limits.question_seconds
        judgement = self._worker.judge.judge(exercise.id, question, seconds, self._own_text)
        self._check_seconds += judgement.seconds
        self._has_lost |= judgement.lost
        self._problems += [
            f"{exercise.id}: 確認が思わぬ答えで止まりました（{fault}）。0点としました。"
            for fault in judgement.faults
        ]
        outcome = judgement.outcome
        if outcome.status is Status.NOT_ATTEMPTED:
            # The cell was edited, so this is a mistake to explain, not an exercise left alone.
            return failed(*outcome.messages)
        if judgement.lost:
            self._problems.append(f"{exercise.id}: 確認の途中でプログラムが止まりました。")
        elif outcome.status in (Status.TIMEOUT, Status.LIMIT):
            self._limit_hit = True
            self._problems.append(f"{exercise.id}: 確認が時間か大きさの上限に達しました。")
        return outcome

    def _without_child(self, exercise: Exercise) -> Outcome:
        if exercise.kind == "quiz":
            return _mark_quiz(self._assignment.quiz_key, self._prepared.answers)
        if not self._is_attempted(exercise):
            return not_attempted()
        return Outcome(Status.ERROR, 0.0, (_GONE,))

    def _is_attempted(self, exercise: Exercise) -> bool:
        stub = (exercise.stub or "").strip()
        # A deleted cell comes back as the stub.
        text = self._prepared.texts.get(exercise.answer or "", stub).strip()
        if exercise.is_form and text == stub:
            return self._prepared.answers.get("values", {}).get(exercise.id) is not None
        return text not in ("", stub)


def _answer_files(answers: dict[str, Any]) -> dict[str, bytes]:
    """answers.json as we read it, for the notebook (forms) and for autograded/."""
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
