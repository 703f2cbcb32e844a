"""Confirmation tests taken again: who needs it, the twin questions, who has passed by now.

A retry is an assignment of its own (``<lab>-retest1``, ``<lab>-retest2``) that
holds the test only, so nbgrader releases, collects and shows it like any other.
The best attempt decides.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from grader.cohort.labs import ensure_test, find_audience, find_lab
from grader.cohort.members import read_people
from grader.cohort.model import Cohort
from grader.cohort.release import Released, lab_titles, release_lab, released_labs
from grader.errors import DxlabError
from grader.lab.model import Lab
from grader.lab.quizlab import Sheet
from grader.report.feedback_page import QUIZ_PASS
from grader.settings import Course
from grader.stock.gradebook import Mark, open_gradebook, read_marks

#: grade_id of the confirmation test, fixed by docs/architecture.md.
QUIZ = "quiz"
ROUNDS = (1, 2)
_POINTS = 5
_FORM = re.compile(r"(.+)-retest([12])")


@dataclass(frozen=True)
class Standing:
    """One person's attempts at a lab's confirmation test, oldest first.

    Attributes
    ----------
    shares: part of the points, 0…1, of each attempt that is graded; None where there is none.
    """

    shares: tuple[float | None, ...] = (None, None, None)

    @property
    def passed(self) -> bool:
        return any(share is not None and share >= QUIZ_PASS for share in self.shares)

    def needs(self, number: int) -> bool:
        """Whether retry ``number`` is for this person: took the test, passed in none before it."""
        before = self.shares[:number]
        return before[0] is not None and not Standing(before).passed


@dataclass(frozen=True)
class Retest:
    """A released retry.

    Attributes
    ----------
    people: ids of those who need it and have not passed by now.
    untried: those of them whose retry before this one is not graded.
    released: None when nobody needs it.
    """

    lab: str
    people: tuple[str, ...]
    untried: tuple[str, ...]
    released: Released | None


def retest_id(lab: str, number: int) -> str:
    return f"{lab}-retest{number}"


def split_id(lab_id: str) -> tuple[str, int]:
    """(lab, number of the retry); 0 for the lab itself."""
    found = _FORM.fullmatch(lab_id)
    return (found[1], int(found[2])) if found else (lab_id, 0)


def find_standings(cohort: Cohort, lab: str) -> dict[str, Standing]:
    """id -> attempts, for whoever has one graded."""
    attempts = [lab, *(retest_id(lab, number) for number in ROUNDS)]
    with open_gradebook(cohort.stock) as gradebook:
        shares = [_shares(read_marks(gradebook, name)) for name in attempts]
    return {i: Standing(tuple(s.get(i) for s in shares)) for i in {i for s in shares for i in s}}


def _shares(marks: dict[str, list[Mark]]) -> dict[str, float]:
    # What waits for a person was not graded: nobody has failed by it.
    quizzes = {i: m for i, row in marks.items() for m in row if m.cell == QUIZ and not m.waiting}
    return {i: m.score / m.maximum for i, m in quizzes.items() if m.maximum}


def find_wanted(cohort: Cohort, lab: str) -> Collection[str]:
    """Ids of those on the roster from whom a hand-in is expected."""
    everybody = read_people(cohort)
    base, number = split_id(lab)
    if number:
        standings = find_standings(cohort, base)
        return [i for i in everybody if i in standings and standings[i].needs(number)]
    audience = find_audience(cohort, lab)
    return [i for i in everybody if audience is None or i in audience]


def release_retest(
    course: Course,
    cohort: Cohort,
    lab_id: str,
    number: int,
    *,
    deadline: datetime | None = None,
    force: bool = False,
) -> Retest:
    """Release retry ``number`` of a lab's confirmation test, when somebody needs it.

    Raises
    ------
    DxlabError: the lab is not released or has no confirmation test; the first retry was left out.
    """
    if lab_id not in released_labs(cohort) or split_id(lab_id)[1]:
        raise DxlabError(
            "retest-no-lab",
            f"{lab_id}: 確認テストを受けなおす実習ではありません。",
            "公開ずみの実習の名前を指定してください（例: l107-impact-evaluation）。",
        )
    if number > 1 and retest_id(lab_id, number - 1) not in released_labs(cohort):
        raise DxlabError(
            "retest-order",
            f"{lab_id}: {number}回目の前に、{number - 1}回目の受けなおしを公開してください。",
            f"先に dxlab cohort retest {cohort.root.name} {lab_id} を実行してください。",
        )
    sheet = build_retest(find_lab(course, cohort, lab_id), lab_titles(cohort, lab_id), number)
    standings = find_standings(cohort, lab_id)
    people = tuple(sorted(i for i, s in standings.items() if s.needs(number) and not s.passed))
    if not people:
        return Retest(sheet.id, people, (), None)
    ensure_test(cohort, sheet, anew=force)
    untried = tuple(i for i in people if standings[i].shares[number - 1] is None)
    return Retest(
        sheet.id, people, untried, release_lab(course, cohort, sheet.id, deadline=deadline, force=force)
    )


def build_retest(lab: Lab, titles: dict[str, str], number: int) -> Sheet:
    """The test of one retry.

    Raises
    ------
    DxlabError: the lab has no confirmation test.
    """
    path = lab.path("quiz.toml")
    raw = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    tests = raw.get("test", [])
    if not tests:
        raise DxlabError(
            "retest-no-quiz",
            f"{lab.id}: この実習には確認テストがありません。",
            "quiz.toml に確認テストを書いてから、実習を公開してください。",
        )
    title = titles.get(lab.id, lab.title)
    enough = math.ceil(QUIZ_PASS * len(tests))
    intro = (
        f"# 確認テストの受けなおし（{number}回目）\n\n**{title}**\n\n"
        f"前の確認テストと同じことを、もう一度たしかめます。{len(tests)}問です。\n"
        f"{enough}問が正しければ、「受講済」になります。\n\n"
        f"始める前に、「{title}」のノートブックを読み返すのがおすすめです。\n"
        "まず、次のセルを選び、`Shift` と `Enter` を一緒に押してください。"
    )
    closing = (
        "選び終わったら、次のセルを実行してください。何問に答えたかが出ます。\n"
        "そのあと、ノートブックを保存して（`Ctrl` と `S`）、実習と同じように提出してください。"
    )
    return Sheet(
        id=retest_id(lab.id, number),
        title=f"確認テストの受けなおし（{number}回目）",
        subtitle=title,
        intro=intro,
        closing=closing,
        questions=tuple(_question(question, number) for question in tests),
        points=_POINTS,
        hours=0.25,
        name="確認テスト",
        after="点は、提出のあとの採点で決まります。",
    )


def _question(question: dict[str, Any], number: int) -> dict[str, Any]:
    """The twin at the first retry; at the second the first questions, which nobody was told the answers of.

    ``round`` gives the options another order than before.
    """
    form = question["twin"] if number == 1 else question
    shown = {key: form[key] for key in ("text", "right", "wrong")}
    return {"id": question["id"], **shown, "round": number}
