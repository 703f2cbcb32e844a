"""The one writer: where the results of a lab go."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dxlab.outcome import Outcome, Status
from grader.cohort.changes import Change, find_changes, note_changes, read_changes
from grader.cohort.collect import read_timestamp
from grader.cohort.members import read_people
from grader.cohort.model import Cohort, find_deadline, late_penalty, lateness
from grader.cohort.results import Stored, build_stored, find_result, write_result
from grader.cohort.scores import build_scores
from grader.engine.model import Assignment, ExerciseResult, Result, State, Submission
from grader.engine.verdict import write_verdict
from grader.errors import ContentError
from grader.stock.files import staged_autograded
from grader.stock.gradebook import (
    Gradebook,
    Mark,
    Receipt,
    ask_person,
    ensure_duedate,
    ensure_times,
    read_marks,
    record,
)

_FAILED = "まだ採点できていません。担当者が確かめて、もう一度採点します。"
_BY_HAND = "（人の付けた点があり、合計には効きません）"


@dataclass(frozen=True)
class Graded:
    """One submission after a run; the first six are keys of the ``--json`` contract (docs/architecture.md).

    Attributes
    ----------
    score, max: of the automatic part.
    manual_pending: written parts that wait for a person now.
    fresh: graded in this run, not kept from an earlier one.
    again: graded before, and once more in this run.
    changes: automatic points that are different since the last run that ended well.
    """

    student: str
    state: str
    score: float
    max: float
    manual_pending: int
    problems: tuple[str, ...]
    fresh: bool = True
    again: bool = False
    changes: tuple[Change, ...] = ()


class Book:
    """Results of one lab on their way into autograded/, the gradebook and the stored results."""

    def __init__(
        self, cohort: Cohort, assignment: Assignment, gradebook: Gradebook, parts: Mapping[str, str]
    ) -> None:
        self._cohort = cohort
        self._assignment = assignment
        self._gradebook = gradebook
        self._parts = dict(parts)
        self._people = read_people(cohort)
        self._unsaved: dict[str, Stored] = {}
        self._again: set[str] = set()
        plan = cohort.plan(assignment.name)
        ensure_duedate(gradebook, assignment.name, plan.deadline if plan else None)
        self._recorded = set(read_marks(gradebook, assignment.name))

    def is_done(self, student: str, work: str) -> bool:
        """Graded before from the very same bytes, and everything of it is still there."""
        stored = find_result(self._cohort, self._assignment.name, student)
        return (
            stored is not None
            and stored.parts == {**self._parts, "work": work}
            and student in self._recorded
            and self._autograded(student).is_file()
        )

    def keep(self, result: Result, work: str) -> None:
        """Write one result: autograded/, gradebook, then the result file, which says "all is written"."""
        lab, student = self._assignment.name, result.student
        before = find_result(self._cohort, lab, student)
        if result.state is State.FAILED:
            self._keep_failed(result, before)
            return
        stored = build_stored(result, {**self._parts, "work": work})
        self._write(result, result.notebook or blank_notebook(self._cohort, lab, result))
        note_changes(self._cohort, lab, find_changes(before, stored))
        write_result(self._cohort, lab, stored)
        if before is not None:
            self._again.add(student)

    def keep_unsaved(self, student: str, problem: str) -> None:
        """A result could not be written; nothing of it is in the gradebook, and the next run tries again."""
        self._unsaved[student] = Stored(
            student, {}, State.FAILED.value, 0.0, self._maximum, (), (problem,), 0.0
        )

    def _keep_failed(self, result: Result, before: Stored | None) -> None:
        """Earlier points stay; whatever is shown says that a person has to look."""
        lab, student = self._assignment.name, result.student
        if student in self._recorded:
            ask_person(self._gradebook, lab, student)
        else:
            outcome = Outcome(Status.ERROR, 0.0, (_FAILED,))
            lines = [ExerciseResult(e.id, 0.0, e.points, outcome) for e in self._automatic]
            shown = replace(result, exercises=tuple(lines))
            self._write(shown, blank_notebook(self._cohort, lab, shown))
        earlier = before or build_stored(result, {})
        write_result(
            self._cohort,
            lab,
            replace(
                earlier, parts={}, state=result.state.value, maximum=self._maximum, problems=result.problems
            ),
        )

    def _write(self, result: Result, notebook: dict[str, Any]) -> None:
        lab, student = self._assignment.name, result.student
        receipt = self._receipt(student, notebook)
        # The feedback page takes titles from lab.json.
        files = {**result.files, "lab.json": self._assignment.files.get("lab.json", b"{}")}
        scores = build_scores(self._assignment, result)
        with staged_autograded(self._cohort.stock, student, lab, {lab: notebook}, files):
            record(self._gradebook, lab, student, {lab: scores}, receipt)
        self._recorded.add(student)

    def summary(self, submissions: Iterable[Submission], fresh: set[str]) -> list[Graded]:
        """One line a submission, with what waits for a person now."""
        lab = self._assignment.name
        marks = read_marks(self._gradebook, lab)
        changes = read_changes(self._cohort, lab)
        lines = []
        for student in (s.student for s in submissions):
            stored = self._unsaved.get(student) or find_result(self._cohort, lab, student)
            if stored is not None:
                mine = marks.get(student, [])
                own = tuple(_remark(c, mine) for c in changes if c.student == student)
                lines.append(
                    Graded(
                        student,
                        stored.state,
                        stored.score,
                        stored.maximum,
                        sum(m.waiting for m in mine),
                        stored.problems,
                        student in fresh,
                        student in self._again,
                        own,
                    )
                )
        return lines

    def refresh_times(self, submissions: Iterable[Submission]) -> None:
        """Extensions and penalties may have changed although the work has not."""
        for submission in submissions:
            times = self._receipt(submission.student, None)
            ensure_times(self._gradebook, self._assignment.name, submission.student, times)

    @property
    def _automatic(self) -> list[Any]:
        return [e for e in self._assignment.exercises if e.kind != "manual"]

    @property
    def _maximum(self) -> float:
        return round(sum(e.points for e in self._automatic), 1)

    def _receipt(self, student: str, notebook: dict[str, Any] | None) -> Receipt:
        lab = self._assignment.name
        person = self._people.get(student)
        deadline = find_deadline(self._cohort, lab, person)
        received = read_timestamp(self._cohort, lab, student)
        late = lateness(deadline, received)
        plan = self._cohort.plan(lab)
        extension = deadline - plan.deadline if plan and plan.deadline and deadline else None
        unchanged = _same_answers(self._autograded(student), notebook) if notebook else frozenset()
        return Receipt(received, extension or None, late_penalty(self._cohort, late), unchanged)

    def _autograded(self, student: str) -> Path:
        lab = self._assignment.name
        return self._cohort.stock.folder("autograded", lab, student) / f"{lab}.ipynb"


def blank_notebook(cohort: Cohort, lab: str, result: Result) -> dict[str, Any]:
    """For a submission that can't be read: the release version with its verdicts, for the feedback."""
    path = cohort.stock.folder("release", lab) / f"{lab}.ipynb"
    try:
        notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ContentError(
            "release-missing",
            f"{path}: 公開した教材を読めません。",
            "dxlab cohort release をもう一度実行してください。",
        ) from error
    verdicts = {e.id: e for e in result.exercises}
    for cell in notebook["cells"]:
        if cell.get("id") in verdicts:
            write_verdict(cell, verdicts[cell["id"]])
    return notebook


def _remark(change: Change, marks: Iterable[Mark]) -> Change:
    """With a person's own points on that exercise, the total is as before."""
    by_hand = any(m.cell == change.exercise and m.manual is not None for m in marks)
    return replace(change, reason=change.reason + _BY_HAND) if by_hand else change


def _same_answers(path: Path, notebook: dict[str, Any]) -> frozenset[str]:
    """grade_ids of written parts whose text is the same as in the notebook graded before."""
    try:
        before = _written(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()
    return frozenset(name for name, text in _written(notebook).items() if before.get(name) == text)


def _written(notebook: dict[str, Any]) -> dict[str, str]:
    found = {}
    for cell in notebook["cells"]:
        meta = cell["metadata"].get("nbgrader", {})
        if meta.get("grade") and meta.get("solution"):
            found[meta["grade_id"]] = "".join(cell["source"])
    return found
