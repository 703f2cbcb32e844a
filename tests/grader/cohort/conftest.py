"""A small cohort with the tiny lab of tests/grader/lab released, made once and copied for each test."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest

from dxlab.outcome import Outcome, failed, not_attempted, passed
from grader.cohort.collect import collect_lab
from grader.cohort.create import new_cohort
from grader.cohort.grading import Graded, Options, grade_lab, load_assignment
from grader.cohort.members import set_person
from grader.cohort.model import Cohort, LabPlan
from grader.cohort.release import release_lab
from grader.cohort.settings import parse_deadline
from grader.engine.model import Assignment, ExerciseResult, Limits, Result, State, Submission
from grader.engine.verdict import write_verdict
from grader.settings import Course

LAB = "l001-tiny"
COURSE = Course(Path(__file__).parents[1] / "lab" / "course")
PEOPLE = {"p1": "山田 太郎", "p2": "鈴木 花子", "p3": "佐藤 次郎"}


class InlineExecutor(Executor):
    """Runs each job at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def inline(_workers: int) -> Executor:
    return InlineExecutor()


def fake_grade(assignment: Assignment, submission: Submission, _limits: Limits) -> Result:
    """Decides by words in the notebook's text: good1, good2, memo, broken, boom."""
    text = (submission.folder / f"{LAB}.ipynb").read_text(encoding="utf-8")
    if "boom" in text:
        raise RuntimeError("bug of ours")
    if "broken" in text:
        return Result(submission.student, State.UNREADABLE, problems=("読めません。",))
    notebook = json.loads(text)
    notebook["cells"] = [{**c, "source": "".join(c["source"])} for c in notebook["cells"]]
    results = []
    for exercise in assignment.exercises:
        if exercise.kind == "manual":
            continue
        outcome: Outcome = not_attempted()
        if f"good{exercise.id[1:]}" in text:
            outcome = passed("よくできました。")
        elif f"bad{exercise.id[1:]}" in text:
            outcome = failed("平均の向きを確かめましょう。")
        results.append(ExerciseResult(exercise.id, outcome.points(exercise.points), exercise.points, outcome))
        write_verdict(next(c for c in notebook["cells"] if c["id"] == exercise.id), results[-1])
    pending = ("r1",) if "memo" in text else ()
    return Result(submission.student, State.GRADED, tuple(results), pending, notebook)


@pytest.fixture(scope="session")
def made_cohort(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("cohorts")
    cohort = new_cohort(
        base / "kenshu", "482013-2026-leader", "みなも市", [LabPlan(LAB, parse_deadline("2026-06-30"))]
    )
    for ident, name in PEOPLE.items():
        set_person(cohort, ident, {"name": name, "section": "情報政策課" if ident == "p3" else "総務課"})
    release_lab(COURSE, cohort, LAB)
    return base


@pytest.fixture
def hand_in(cohort: Cohort) -> Callable[..., Path]:
    """hand_in("p1", "good1", stamp=…) puts a hand-in with that word in q1's answer into the exchange."""

    def put(student: str, words: str = "", stamp: str = "2026-06-01 03:00:00.000000") -> Path:
        place = cohort.exchange / cohort.id
        folder = place / "inbound" / f"{student}+{LAB}+{stamp} UTC+r{len(words)}"
        shutil.copytree(place / "outbound" / LAB, folder)
        path = folder / f"{LAB}.ipynb"
        notebook = json.loads(path.read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            if cell["id"] in ("q1_answer", "r1"):
                cell["source"] = words
        path.write_text("{broken" if words == "broken" else json.dumps(notebook), encoding="utf-8")
        (folder / "submission_secret.txt").write_text(f"secret of {student}")
        (folder / "timestamp.txt").write_text(f"{stamp} UTC")
        return folder

    return put


@pytest.fixture
def fake() -> tuple[Callable[..., Result], Callable[[int], Executor]]:
    """The fake engine and an executor that runs it here."""
    return fake_grade, inline


@pytest.fixture
def run(cohort: Cohort) -> Callable[..., dict[str, Graded]]:
    """Collect and grade with the fake engine; student -> line."""

    def go(now: Cohort = cohort, **options: Any) -> dict[str, Graded]:
        collect_lab(now, LAB)
        assignment = load_assignment(COURSE, now, LAB)
        lines = grade_lab(now, assignment, Options(**options), grade=fake_grade, make_executor=inline)
        return {line.student: line for line in lines}

    return go
