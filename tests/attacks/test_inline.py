"""The bank's attacks on a course whose tests stand in its cells, as stock nbgrader would have it."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from grader.bench.attack import facts_of
from grader.bench.case import Case, read_cases
from grader.bench.handin import write_handin
from grader.bench.leftovers import find_leftovers
from grader.bench.stock import build_course, build_facts, read_points, sum_differences
from grader.bench.stock_course import LAB
from grader.bench.traps import Listeners, found_markers, make_markers
from grader.engine import Limits
from grader.inline.grading import Options, grade_assignment
from grader.inline.model import Way
from grader.inline.records import Line
from grader.stock.course import read_course

pytestmark = [pytest.mark.attacks, pytest.mark.xdist_group("inline-bank")]
LIMITS = Limits(cell_seconds=5, question_seconds=5, total_seconds=60)
#: As nbgrader has it: of two answers with one name the later counts (here the right one), and who
#: moves a test before its answer loses its points.
RULES: dict[str, dict[str, float | str]] = {"duplicate_cells": {"q1": 40}, "stolen_id": {"q2": "any"}}
CASES = {
    case.name: replace(case, points={**case.points, **RULES.get(case.name, {})})
    for case in read_cases()
    if case.stock
}


@dataclass
class Range:
    """The course after everybody was graded in one run."""

    course: Path
    lines: dict[str, Line]
    markers: dict[str, str]
    left: list[str]
    heard: bool
    ways: set[Way]


@pytest.fixture(scope="session")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Range:
    place = tmp_path_factory.mktemp("bank")
    markers, token = make_markers(), f"atk{secrets.token_hex(4)}"
    build_course(place, markers)
    course = place / "course"
    release = json.loads((course / "release" / LAB / f"{LAB}.ipynb").read_text(encoding="utf-8"))
    short = Path(tempfile.mkdtemp())  # a socket's path has room for 107 letters
    listeners = Listeners(f"dxlab-inline-{os.getpid()}", short / "ear.sock")
    facts = {**build_facts(place, listeners.open()), **facts_of(token)}
    try:
        for name, case in CASES.items():
            write_handin(case, release, facts, course / "submitted" / name / LAB, LAB, {})
        assignment, lines = grade_assignment(read_course(course), LAB, Options(limits=LIMITS))
        heard = bool(listeners.heard())
    finally:
        listeners.close()
        shutil.rmtree(short)
    ways = {way for sheet in assignment.sheets for way in sheet.ways.values()}
    left = find_leftovers(token, [course, place / "home"])
    return Range(course, {line.student: line for line in lines}, markers, left, heard, ways)


@pytest.mark.parametrize("name", CASES)
def test_an_attack_wins_nothing_and_costs_no_right_answer(bank: Range, name: str) -> None:
    case: Case = CASES[name]
    points, bonus = read_points(bank.course / "gradebook.db", name)
    assert bonus == 0
    assert sum_differences(case, points, 1) == 0, "points were won"
    assert sum_differences(case, points, -1) == 0, "a right answer was lost"
    assert None not in points.values()


@pytest.mark.parametrize("name", CASES)
def test_no_secret_is_seen(bank: Range, name: str) -> None:
    """In what ran in the trainee's process; a test's own text is in its cell, as in nbgrader."""
    found: list[Any] = []
    for path in (bank.course / "autograded" / name).rglob("*"):
        if path.suffix == ".ipynb":
            cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
            found += [c for c in cells if not c["metadata"].get("nbgrader", {}).get("grade")]
        elif path.is_file():
            found.append(path.read_bytes().decode("utf-8", "replace"))
    assert found_markers(json.dumps(found, ensure_ascii=False), bank.markers) == []


def test_nothing_is_left_behind_or_heard_outside(bank: Range) -> None:
    assert (bank.left, bank.heard) == ([], False)


def test_the_tests_run_apart(bank: Range) -> None:
    assert bank.ways == {Way.APART}


def test_somebody_who_only_handed_in_the_release_has_nothing(bank: Range) -> None:
    assert bank.lines["other"].score == 0
