"""A cohort of twelve without a lab (a level check needs none), made once and copied for each test."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.cohort.create import new_cohort
from grader.cohort.labs import own_folder
from grader.cohort.members import set_person
from grader.cohort.model import Cohort
from grader.cohort.settings import read_cohort
from grader.lab.quiz import read_quiz

PEOPLE = [f"p{n:02}" for n in range(12)]


@pytest.fixture(scope="session")
def made_cohort(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("level")
    made = new_cohort(base / "kenshu", "482013-2026-leader", "みなも市", [])
    for ident in PEOPLE:
        set_person(made, ident, {"name": f"山田 {ident}"})
    return base


@pytest.fixture
def answer() -> Callable[..., None]:
    """answer(cohort, lab, "p01", levels=(6, 4, 0)): hand in with so many right answers a level."""

    def put(cohort: Cohort, lab: str, student: str, levels: tuple[int, int, int], day: int = 1) -> None:
        key, left = read_quiz(own_folder(cohort, lab)).key, list(levels)
        given = {}
        for question, right in key.items():
            level = int(question[2]) - 1
            given[question] = right if left[level] > 0 else "e"
            left[level] -= 1
        stamp = f"2026-06-{day:02} 03:00:00.000000 UTC"
        place = cohort.exchange / cohort.id
        folder = place / "inbound" / f"{student}+{lab}+{stamp}"
        shutil.copytree(place / "outbound" / lab, folder)
        (folder / "answers.json").write_text(json.dumps({"version": 1, "quiz": given, "values": {}}))
        (folder / "submission_secret.txt").write_text(f"secret of {student}")
        (folder / "timestamp.txt").write_text(stamp)

    return put


@pytest.fixture
def fresh(cohort: Cohort) -> Callable[[], Cohort]:
    """The cohort as its file says now: a release adds lines."""
    return lambda: read_cohort(cohort.root)
