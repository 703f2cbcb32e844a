"""A cohort with hostile hand-ins, graded and handed back by the real commands."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from grader.bench.attack import INNOCENT, facts_of
from grader.bench.case import BANK, FULL, Case, read_case
from grader.bench.leftovers import find_leftovers
from grader.bench.target import LAB, SECRET_VARIABLE, Target, build_target
from grader.bench.traps import make_markers
from grader.cohort.members import set_person

pytestmark = [pytest.mark.attacks, pytest.mark.story]

TOKEN = "atk0c0ffee0"
#: Cases that a writer, a page or a table could stumble over; none needs a sandbox.
HOSTILE = [
    "answers_odd",
    "crowd_of_files",
    "error_named_like_input",
    "half_surrogate",
    "hard_exit_in_function",
    "huge",
    "liar_error_markup",
    "links",
    "linked_notebook",
    "nul_in_cell",
    "odd_ids",
    "odd_names",
    "os_exit",
    "print_hidden_input",
    "schema_99",
    "xss_outputs",
    "xss_written_part",
]


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    base = tmp_path_factory.mktemp("target")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(base / "home"))
        patch.setenv(SECRET_VARIABLE, make_markers()["ENVIRONMENT"])
        made = build_target(base)
        yield made
    made.listeners.close()


@pytest.fixture(scope="module")
def cases() -> dict[str, Case]:
    """By student; the innocent stand at both ends of the list."""
    hostile = {name.replace("_", "-"): read_case(BANK / f"{name}.toml") for name in HOSTILE}
    return {"a-first": INNOCENT, **hostile, "z-last": INNOCENT}


def scores(cases: dict[str, Case]) -> dict[str, float]:
    points = {s: FULL if case is INNOCENT else case.expected() for s, case in cases.items()}
    return {s: sum(float(p) for p in by_exercise.values()) for s, by_exercise in points.items()}


def test_everybody_gets_what_the_answers_deserve_and_nothing_leaks(
    target: Target, cases: dict[str, Case], dxlab: Callable[..., Any], tmp_path: Path
) -> None:
    for student, case in cases.items():
        set_person(target.cohort, student, {"name": student, "section": "試験課"})
        target.write(case, facts_of(TOKEN), target.cohort.root / "submitted" / student / LAB)
    table = tmp_path / "out.json"
    done = dxlab(
        "grade", target.cohort.root, LAB, "--course", target.course.root, "--json", table, "--feedback"
    )
    assert done.code == 1, done.err  # two hand-ins can't be read
    lines = {row["student"]: row for row in json.loads(table.read_text(encoding="utf-8"))["submissions"]}
    assert {s: lines[s]["score"] for s in cases} == scores(cases)
    assert {s: lines[s]["state"] for s in cases if lines[s]["state"] not in cases[s].state} == {}
    check_nothing_shown(target, done.out + done.err + table.read_text(encoding="utf-8"))
    assert target.listeners.heard() == b""
    assert find_leftovers(TOKEN, [target.base, target.base / "home"]) == []


def check_nothing_shown(target: Target, printed: str) -> None:
    """No planted secret in what was printed, written or stored, and no script on a page."""
    root = target.cohort.root
    stored = "\n".join(
        path.read_bytes().decode("utf-8", "replace")
        for step in ("autograded", "feedback", ".dxlab")
        for path in sorted((root / step).rglob("*"))
        if path.is_file() and not path.is_symlink()
    )
    with closing(sqlite3.connect(root / "gradebook.db")) as database:
        database.execute("DROP TABLE planted")
        stored += "\n".join(database.iterdump())
    own = {place: text for place, text in target.markers.items() if place not in ("SOLUTION", "OTHER")}
    assert [place for place, text in target.markers.items() if text in printed] == []
    assert [place for place, text in own.items() if text in stored] == []
    for folder in ("autograded", "feedback"):
        for path in sorted((root / folder).rglob("*.*")):
            text = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
            assert target.markers["SOLUTION"] not in text, path
            assert target.markers["OTHER"] not in text or "/other/" in str(path), path
            assert path.suffix != ".html" or live_parts(text) == [], path


def live_parts(page: str) -> list[str]:
    """Tags and attributes of a page that would run something; escaped text is none."""
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.extend([tag] if tag in ("script", "iframe", "object", "embed") else [])
            found.extend(f"{tag} {name}" for name, _ in attrs if name.startswith("on"))

    Reader().feed(page)
    return found
