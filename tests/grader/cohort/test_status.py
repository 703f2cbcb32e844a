"""Who needs help."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.cohort.collect import collect_lab
from grader.cohort.extend import extend_deadline
from grader.cohort.model import Cohort
from grader.cohort.settings import parse_deadline
from grader.cohort.status import LabStatus, find_status
from grader.errors import DxlabError

LAB = "l001-tiny"
HandIn = Callable[..., Path]


def states(status: LabStatus) -> dict[str, str]:
    return {row.person.id: row.state for row in status.rows}


def test_states_from_release_to_marks(cohort: Cohort, hand_in: HandIn, run: Any) -> None:
    before, after = parse_deadline("2026-06-29"), parse_deadline("2026-07-02")
    assert set(states(find_status(cohort, LAB, before)).values()) == {"未提出"}
    hand_in("p1", "bad1 memo")
    assert states(find_status(cohort, LAB, after)) == {"p1": "回収前", "p2": "期限切れ", "p3": "期限切れ"}
    collect_lab(cohort, LAB)
    assert states(find_status(cohort, LAB, after))["p1"] == "採点前"
    hand_in("p2", "broken")
    run()
    now = find_status(
        extend_deadline(cohort, LAB, parse_deadline("2026-07-09"), section="情報政策課"), LAB, after
    )
    assert states(now) == {"p1": "記述待ち", "p2": "読めない", "p3": "未提出"}
    assert [(s.exercise, s.message, s.people) for s in now.sticking] == [
        ("q1", "平均の向きを確かめましょう。", ("p1",))
    ]
    row = now.rows[0]
    assert (row.score, row.maximum, row.quiz, row.stuck, now.rows[2].extended) == (
        0.0,
        100.0,
        0.0,
        ("q1",),
        True,
    )
    assert now.unreadable == (("p2", "読めません。"),)


def test_most_people_first(cohort: Cohort, hand_in: HandIn, run: Any) -> None:
    for student in ("p1", "p3"):
        hand_in(student, "bad1")
    hand_in("p2", "bad1 bad2")
    hand_in("zz", "bad2")
    run()
    status = find_status(cohort, LAB)
    assert [(s.exercise, len(s.people)) for s in status.sticking] == [("q1", 3), ("q2", 1)]
    assert status.untouched == {"q2": 2, "quiz": 3}
    assert status.unknown == ("zz",)
    assert status.titles["q1"]


def test_an_unreleased_lab(cohort: Cohort) -> None:
    with pytest.raises(DxlabError) as caught:
        find_status(cohort, "l107")
    assert caught.value.code == "lab-not-released"
