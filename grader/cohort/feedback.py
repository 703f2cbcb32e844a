"""Feedback pages: made where something changed, handed back through the exchange."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from grader.cohort.members import read_people
from grader.cohort.model import Cohort, Person, find_deadline
from grader.cohort.release import check_graded
from grader.cohort.state import lock_cohort
from grader.errors import DxlabError
from grader.report.feedback import PAGE_VERSION
from grader.stock.exchange import release_feedback
from grader.stock.feedback import generate_feedback
from grader.stock.files import write_json
from grader.stock.gradebook import Mark, open_gradebook, read_marks


@dataclass(frozen=True)
class HandedBack:
    """What a feedback run did; ids of people.

    Attributes
    ----------
    made: pages written in this run.
    kept: pages that were up to date.
    returned: pages that are now in the exchange.
    waiting: id -> number of written parts that are not marked yet.
    problems: id -> Japanese sentence.
    """

    made: tuple[str, ...]
    kept: tuple[str, ...]
    returned: tuple[str, ...]
    waiting: dict[str, int]
    problems: dict[str, str]


def give_feedback(
    cohort: Cohort,
    lab: str,
    *,
    hand_back: bool = True,
    force: bool = False,
    on_done: Callable[[int, int, str], None] | None = None,
) -> HandedBack:
    """Write the pages that are out of date and put all pages into the exchange.

    Raises
    ------
    DxlabError: nothing is graded yet; exchange not writable.
    """
    with lock_cohort(cohort):
        with open_gradebook(cohort.stock) as gradebook:
            marks = read_marks(gradebook, lab)
        people = read_people(cohort)
        graded = {s: m for s, m in marks.items() if _notebook(cohort, lab, s).is_file()}
        keys = {s: _key(cohort, lab, s, m, people.get(s)) for s, m in graded.items()}
        if not keys:
            check_graded(cohort, lab)
            raise DxlabError(
                "nothing-graded",
                f"{lab}: 採点ずみの提出物がありません。",
                f"先に dxlab cohort grade {cohort.root.name} {lab} を実行してください。",
            )
        before = _read_keys(cohort, lab)
        todo = [
            s
            for s in sorted(keys)
            if force or before.get(s) != keys[s] or not _page(cohort, lab, s).is_file()
        ]
        problems = _make(cohort, lab, todo, on_done)
        good = {s: key for s, key in keys.items() if s not in problems}
        write_json(_keys_file(cohort, lab), good)
        returned = _hand_back(cohort, lab, sorted(good), problems) if hand_back else []
    waiting = {s: n for s, m in marks.items() if (n := sum(x.waiting for x in m))}
    made = tuple(s for s in todo if s in good)
    return HandedBack(made, tuple(s for s in good if s not in made), tuple(returned), waiting, problems)


def _make(
    cohort: Cohort, lab: str, todo: list[str], on_done: Callable[[int, int, str], None] | None
) -> dict[str, str]:
    done = 0

    def count(student: str) -> None:
        nonlocal done
        done += 1
        if on_done:
            on_done(done, len(todo), student)

    return generate_feedback(cohort.stock, lab, todo, count) if todo else {}


def _hand_back(cohort: Cohort, lab: str, students: list[str], problems: dict[str, str]) -> list[str]:
    """Only pages whose hand-in came through the exchange can go back through it."""
    able = []
    for student in students:
        folder = cohort.stock.folder("feedback", lab, student)
        if all((folder / name).is_file() for name in ("submission_secret.txt", "timestamp.txt")):
            able.append(student)
        else:
            problems[student] = (
                f"交換フォルダから来た提出物ではないため、{folder} のページを直接渡してください。"
            )
    release_feedback(cohort.stock, lab, able)
    return able


def _key(cohort: Cohort, lab: str, student: str, marks: list[Mark], person: Person | None) -> str:
    """Hash of all that the page shows."""
    digest = hashlib.sha256(PAGE_VERSION.encode())
    digest.update(f"{person}{find_deadline(cohort, lab, person)}{cohort.late_points_per_day}".encode())
    rows = sorted((asdict(m) for m in marks), key=lambda row: row["cell"])
    digest.update(json.dumps(rows).encode())
    digest.update(_notebook(cohort, lab, student).read_bytes())
    return digest.hexdigest()


def _notebook(cohort: Cohort, lab: str, student: str) -> Path:
    return cohort.stock.folder("autograded", lab, student) / f"{lab}.ipynb"


def _page(cohort: Cohort, lab: str, student: str) -> Path:
    return cohort.stock.folder("feedback", lab, student) / f"{lab}.html"


def _keys_file(cohort: Cohort, lab: str) -> Path:
    return cohort.state_dir / "feedback" / f"{lab}.json"


def _read_keys(cohort: Cohort, lab: str) -> dict[str, str]:
    try:
        keys = json.loads(_keys_file(cohort, lab).read_text(encoding="utf-8"))
        return keys if isinstance(keys, dict) else {}
    except (OSError, ValueError):
        return {}
