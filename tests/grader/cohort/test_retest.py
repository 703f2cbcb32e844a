"""The confirmation test once more: for whom, with which questions, and what it counts."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.cli.cohort_status import row_cells
from grader.cohort.collect import collect_lab
from grader.cohort.feedback import give_feedback
from grader.cohort.grading import Options, grade_lab, load_assignment
from grader.cohort.labs import own_folder
from grader.cohort.model import Cohort
from grader.cohort.retest import Standing, find_standings, release_retest, retest_id, split_id
from grader.cohort.settings import read_cohort
from grader.cohort.status import find_status
from grader.engine.grade import _mark_quiz
from grader.engine.model import Assignment, ExerciseResult, Limits, Result, State, Submission
from grader.engine.verdict import write_verdict
from grader.errors import DxlabError
from grader.lab.quiz import read_quiz
from grader.settings import Course

LAB = "l001-tiny"
COURSE = Course(Path(__file__).parents[1] / "lab" / "course")


def quiz_only(assignment: Assignment, submission: Submission, _limits: Limits) -> Result:
    """The engine's own marking of the quiz, without running a cell."""
    notebook = json.loads(json.dumps(assignment.source))
    outcome = _mark_quiz(
        assignment.quiz_key, json.loads((submission.folder / "answers.json").read_text("utf-8"))
    )
    quiz = next(e for e in assignment.exercises if e.kind == "quiz")
    result = ExerciseResult("quiz", outcome.points(quiz.points), quiz.points, outcome)
    write_verdict(next(c for c in notebook["cells"] if c["id"] == "quiz"), result)
    return Result(submission.student, State.GRADED, (result,), (), notebook)


@pytest.fixture
def take(cohort: Cohort, fake: Any) -> Callable[..., None]:
    """take(lab, p1=2, p2=5): hand in with so many right answers, collect and grade."""

    def go(lab: str, **right: int) -> None:
        place = cohort.exchange / cohort.id
        assignment = load_assignment(COURSE, cohort, lab)
        for student, count in right.items():
            folder = place / "inbound" / f"{student}+{lab}+2026-06-01 03:00:00.000000 UTC"
            shutil.copytree(place / "outbound" / lab, folder)
            key = assignment.quiz_key
            given = {q: o if n < count else "zz" for n, (q, o) in enumerate(key.items())}
            text = json.dumps({"version": 1, "quiz": given, "values": {}})
            (folder / "answers.json").write_text(text, encoding="utf-8")
            (folder / "submission_secret.txt").write_text(f"secret of {student}")
            (folder / "timestamp.txt").write_text("2026-06-01 03:00:00.000000 UTC")
        collect_lab(cohort, lab)
        grade_lab(cohort, assignment, Options(), grade=quiz_only, make_executor=fake[1])

    return go


def passed(cohort: Cohort, lab: str) -> dict[str, Any]:
    return {row.person.id: row.passed for row in find_status(cohort, lab).rows}


def test_ids() -> None:
    assert split_id(retest_id("l107-x", 2)) == ("l107-x", 2)
    assert split_id("l107-x") == ("l107-x", 0)


def test_three_of_five_is_enough_and_the_best_attempt_decides() -> None:
    assert Standing((0.6, None, None)).passed
    assert not Standing((0.4, None, None)).passed
    assert Standing((0.4, 0.8, 0.0)).passed
    assert Standing((0.4, None, None)).needs(1) and not Standing((0.6, None, None)).needs(1)
    assert Standing((0.4, 0.2, None)).needs(2) and not Standing((0.4, 1.0, None)).needs(2)
    assert not Standing((None, None, None)).needs(1), "who has not taken the test takes that first"


def test_from_the_first_attempt_to_the_third(cohort: Cohort, take: Any) -> None:
    take(LAB, p1=5, p2=2, p3=0)
    assert passed(cohort, LAB) == {"p1": True, "p2": False, "p3": False}
    with pytest.raises(DxlabError, match="1回目の受けなおしを公開"):
        release_retest(COURSE, cohort, LAB, 2)

    first = release_retest(COURSE, cohort, LAB, 1)
    assert first.people == ("p2", "p3") and first.released and first.released.changed
    again = release_retest(COURSE, read_cohort(cohort.root), LAB, 1)
    assert again.released and not again.released.changed
    assert set(passed(cohort, first.lab)) == {"p2", "p3"}
    take(first.lab, p2=3, p3=1)
    assert passed(cohort, LAB) == {"p1": True, "p2": True, "p3": False}
    assert give_feedback(cohort, first.lab).problems == {}
    page = (cohort.stock.folder("feedback", first.lab, "p2") / f"{first.lab}.html").read_text("utf-8")
    assert "受講済" in page and "自動で採点した問題" not in page

    second = release_retest(COURSE, cohort, LAB, 2)
    assert second.people == ("p3",)
    take(second.lab, p3=5)
    assert passed(cohort, LAB)["p3"] is True
    assert find_standings(cohort, LAB)["p3"].shares == (0.0, 0.2, 1.0)
    row = find_status(cohort, LAB).rows[2]
    assert "受講済" in row_cells(row)
    assert row.quiz == 0.0, "the lab's own line stays what it was"


def test_questions_are_the_twins_and_then_the_first_ones_in_another_order(cohort: Cohort, take: Any) -> None:
    take(LAB, p1=0)
    raw = tomllib.loads((COURSE.labs / LAB / "quiz.toml").read_text(encoding="utf-8"))["test"]
    for number in (1, 2):
        released = release_retest(COURSE, cohort, LAB, number).released
        assert released
        shown = json.loads((released.outbound / "quiz.json").read_text(encoding="utf-8"))["test"]
        wanted = [q["twin"]["text"] if number == 1 else q["text"] for q in raw]
        assert [q["text"] for q in shown] == wanted
        assert all(set(q) == {"id", "text", "options"} for q in shown)
    first = read_quiz(COURSE.labs / LAB).shipped["test"]
    assert [q["options"] for q in shown] != [q["options"] for q in first]
    key = read_quiz(own_folder(cohort, retest_id(LAB, 2))).key
    assert all(
        next(o["text"] for o in q["options"] if o["id"] == key[q["id"]]) == r["right"]
        for q, r in zip(shown, raw, strict=True)
    )


def test_nobody_needs_it(cohort: Cohort, take: Any) -> None:
    take(LAB, p1=5)
    assert release_retest(COURSE, cohort, LAB, 1).released is None


def test_only_a_released_lab_can_be_retaken(cohort: Cohort) -> None:
    for name in ("l999-none", retest_id(LAB, 1)):
        with pytest.raises(DxlabError) as caught:
            release_retest(COURSE, cohort, name, 1)
        assert caught.value.code == "retest-no-lab"


def test_by_commands(cohort: Cohort, take: Any, dxlab: Any) -> None:
    course, root = ("--course", COURSE.root), cohort.root

    def retest(*more: Any) -> Any:
        return dxlab("cohort", "retest", root, LAB, *more, *course)

    assert "受けなおしの要る人は、いまはいません" in retest().out
    assert "retest-order" in retest("--round", 2).err
    assert retest("--round", 3).code == 2
    take(LAB, p1=5, p2=2, p3=0)
    first = retest("--deadline", "2026-12-31").out
    assert f"{retest_id(LAB, 1)} を公開しました" in first and "提出の期限: 12月31日（木）23:59" in first
    assert "知らせる人 2人:" in first and "p1" not in first.split("知らせる人")[1]
    assert f"{retest_id(LAB, 1)} は、もう公開してあります" in retest().out

    take(retest_id(LAB, 1), p2=3)
    collected = dxlab("cohort", "collect", root, retest_id(LAB, 1)).out
    assert "まだ出していない人 1人: 佐藤 次郎（p3）" in collected, "whoever passed need not"
    assert "知らせる人 1人:\n  p3  佐藤 次郎" in retest().out, "p2 has passed since"
    second = retest("--round", 2).out
    assert "p3  佐藤 次郎" in second and "（1回目の採点はまだです）" in second
    status = dxlab("cohort", "status", root, retest_id(LAB, 1)).out
    assert "0/0" not in status and "受講済 1人  未受講 1人" in status


def test_mistakes_are_told(cohort: Cohort, dxlab: Any, tmp_path: Path) -> None:
    for folder, lab, said in (
        (cohort.root, "l999-none", "retest-no-lab"),
        (cohort.root, retest_id(LAB, 1), "retest-no-lab"),
        (tmp_path / "none", LAB, "cohort-not-found"),
    ):
        done = dxlab("cohort", "retest", folder, lab, "--course", COURSE.root)
        assert done.code == 2 and said in done.err and "→" in done.err
