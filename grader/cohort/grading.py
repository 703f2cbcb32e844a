"""Grade a lab's submissions: many at once, resumable, one writer."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.cohort.collect import read_timestamp
from grader.cohort.jobs import Grade, MakeExecutor, process_pool, run_jobs
from grader.cohort.members import read_people
from grader.cohort.model import Cohort, find_deadline, late_penalty, lateness
from grader.cohort.release import released_labs
from grader.cohort.results import Stored, build_stored, find_result, result_key, write_result
from grader.cohort.scores import build_scores
from grader.cohort.state import lock_cohort, read_releases, read_secret
from grader.engine import grade_submission
from grader.engine.model import Assignment, Limits, Result, State, Submission
from grader.engine.verdict import write_verdict
from grader.errors import ContentError, DxlabError
from grader.lab.assignment import assignment_for
from grader.lab.read import read_lab
from grader.settings import Course
from grader.stock.collect import STUDENT_ID
from grader.stock.files import write_autograded
from grader.stock.gradebook import (
    Gradebook,
    Receipt,
    ensure_duedate,
    ensure_times,
    open_gradebook,
    read_marks,
    record,
)

OnDone = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Graded:
    """One submission after a run; the keys of the ``--json`` contract (docs/architecture.md).

    Attributes
    ----------
    score, max: of the automatic part.
    manual_pending: written parts that wait for a person now.
    fresh: graded in this run, not kept from an earlier one.
    """

    student: str
    state: str
    score: float
    max: float
    manual_pending: int
    problems: tuple[str, ...]
    fresh: bool = True


@dataclass(frozen=True)
class Options:
    """How to grade."""

    students: tuple[str, ...] = ()
    workers: int = field(default_factory=lambda: min(2, os.cpu_count() or 1))
    force: bool = False
    limits: Limits = field(default_factory=Limits)


def load_assignment(course: Course, cohort: Cohort, lab_id: str) -> Assignment:
    """The released lab as the engine wants it.

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
    lab = read_lab(course, lab_id)
    return assignment_for(course, lab, secret=read_secret(cohort), draw=release.draw, source_dir=source)


def find_submissions(cohort: Cohort, lab: str, students: Sequence[str] = ()) -> list[Submission]:
    """Folders in ``submitted/``; all of them or those of ``students``.

    Raises
    ------
    DxlabError: one of ``students`` has handed in nothing.
    """
    base = cohort.root / "submitted"
    names = sorted(p.name for p in base.iterdir()) if base.is_dir() else []
    found = {n: base / n / lab for n in names if STUDENT_ID.fullmatch(n) and (base / n / lab).is_dir()}
    absent = [s for s in students if s not in found]
    if absent:
        raise DxlabError(
            "submission-not-found",
            f"{lab}: {'、'.join(absent)} さんの提出物がありません。",
            "職員番号を確かめるか、先に dxlab cohort collect で回収してください。",
        )
    return [Submission(n, folder) for n, folder in found.items() if not students or n in students]


def grade_lab(
    cohort: Cohort,
    assignment: Assignment,
    options: Options = Options(),
    on_done: OnDone | None = None,
    grade: Grade = grade_submission,
    make_executor: MakeExecutor = process_pool,
) -> list[Graded]:
    """Grade what changed and record it; one submission's trouble stops nobody else's.

    A kill at any moment loses at most the submissions in flight: a result file
    is written last, after autograded/ and the gradebook.

    Raises
    ------
    DxlabError: the gradebook is locked, the disk is full, another dxlab is at work.
    """
    with lock_cohort(cohort), open_gradebook(cohort.stock) as gradebook:
        book = _Book(cohort, assignment, options, gradebook)
        submissions = find_submissions(cohort, assignment.name, options.students)
        todo = [s for s in submissions if options.force or not book.is_done(s)]
        book.refresh_times(s for s in submissions if s not in todo)
        done = len(submissions) - len(todo)
        for result in run_jobs(grade, assignment, todo, options.limits, options.workers, make_executor):
            book.keep(result)
            done += 1
            if on_done:
                on_done(done, len(submissions), result.student)
        return book.summary(submissions, {s.student for s in todo})


class _Book:
    """The one writer: where results of a lab go."""

    def __init__(
        self, cohort: Cohort, assignment: Assignment, options: Options, gradebook: Gradebook
    ) -> None:
        self._cohort = cohort
        self._assignment = assignment
        self._limits = options.limits
        self._people = read_people(cohort)
        self._failed: dict[str, Stored] = {}
        plan = cohort.plan(assignment.name)
        self._gradebook = gradebook
        ensure_duedate(gradebook, assignment.name, plan.deadline if plan else None)
        self._recorded = set(read_marks(gradebook, assignment.name))

    def is_done(self, submission: Submission) -> bool:
        """Graded before from the very same bytes, and everything of it is still there."""
        stored = find_result(self._cohort, self._assignment.name, submission.student)
        return (
            stored is not None
            and submission.student in self._recorded
            and self._autograded(submission.student).is_file()
            and stored.key == result_key(self._assignment, submission.folder, self._limits)
        )

    def keep(self, result: Result) -> None:
        """Write one result: autograded/, gradebook, then the result file."""
        lab = self._assignment.name
        folder = self._cohort.stock.folder("submitted", lab, result.student)
        stored = build_stored(result, result_key(self._assignment, folder, self._limits))
        if result.state is State.FAILED:
            self._failed[result.student] = stored
            return
        notebook = result.notebook or blank_notebook(self._cohort, lab, result)
        receipt = self._receipt(result.student, notebook)
        # The feedback page takes titles from lab.json.
        files = {**result.files, "lab.json": self._assignment.files.get("lab.json", b"{}")}
        write_autograded(self._cohort.stock, result.student, lab, notebook, files)
        record(self._gradebook, lab, result.student, build_scores(self._assignment, result), receipt)
        write_result(self._cohort, lab, stored)

    def summary(self, submissions: Iterable[Submission], fresh: set[str]) -> list[Graded]:
        """One line a submission, with what waits for a person now."""
        marks = read_marks(self._gradebook, self._assignment.name)
        lines = []
        for submission in submissions:
            student = submission.student
            stored = self._failed.get(student) or find_result(self._cohort, self._assignment.name, student)
            if stored is None:
                continue
            waiting = sum(m.waiting for m in marks.get(student, []))
            lines.append(
                Graded(
                    student,
                    stored.state,
                    stored.score,
                    stored.maximum,
                    waiting,
                    stored.problems,
                    student in fresh,
                )
            )
        return lines

    def refresh_times(self, submissions: Iterable[Submission]) -> None:
        """Extensions and penalties may have changed although the work has not."""
        for submission in submissions:
            times = self._receipt(submission.student, None)
            ensure_times(self._gradebook, self._assignment.name, submission.student, times)

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
