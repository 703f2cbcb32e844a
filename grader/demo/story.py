"""The demo from an empty folder to graded, handed-back work, one step after the other.

Every step is skipped when its result is there, so a rerun is quick and changes
nothing, and a run that was interrupted goes on where it stopped.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from grader.cohort.collect import collect_lab, find_handins
from grader.cohort.create import new_cohort, open_cohort
from grader.cohort.feedback import give_feedback
from grader.cohort.grading import Graded, Options, grade_lab, load_assignment
from grader.cohort.members import import_roster
from grader.cohort.model import Cohort, Person
from grader.cohort.release import release_lab
from grader.cohort.roster import format_roster
from grader.demo.answers import read_lab_answers
from grader.demo.notebooks import HandIn, build_hand_in
from grader.demo.page import write_pages
from grader.demo.people import PEOPLE
from grader.engine.model import Limits
from grader.settings import Course
from grader.stock.submit import submit_assignment
from grader.stock.times import JST

LAB = "l107-impact-evaluation"
COHORT_ID = "482013-2026-leader"
NAME = "潮見野市 DX推進リーダー研修（見本）"
DEADLINE = datetime(2026, 6, 30, 17, 0, tzinfo=JST)
LIMITS = Limits(cell_seconds=10.0, question_seconds=20.0)

Progress = Callable[[int, int], None]


class Steps(Protocol):
    """How the demo tells what it is doing."""

    def begin(self, text: str) -> Progress:
        """Start a step described by a sentence; the result is called with (done, total)."""
        ...


@dataclass(frozen=True)
class Demo:
    """What the demo left behind."""

    root: Path
    lab: str
    course: Path
    index: Path
    graded: tuple[Graded, ...]


def run_demo(course: Course, root: Path, steps: Steps, lab: str = LAB) -> Demo:
    """Make or refresh the demo in ``root`` and return what is there.

    Raises
    ------
    DxlabError: the folder can't be used, or a step failed.
    """
    cohort = _ensure_cohort(root, steps)
    _release(course, cohort, steps, lab)
    cohort, _ = open_cohort(cohort.root)
    _hand_in(course, cohort, steps, lab)
    progress = steps.begin("提出されたノートブックを集めています")
    collect_lab(cohort, lab, lambda done, total, _: progress(done, total))
    progress = steps.begin("採点しています")
    assignment = load_assignment(course, cohort, lab)
    graded = grade_lab(
        cohort, assignment, Options(limits=LIMITS), lambda done, total, _: progress(done, total)
    )
    progress = steps.begin("返却するページを作っています")
    give_feedback(cohort, lab, on_done=lambda done, total, _: progress(done, total))
    steps.begin("まとめのページを作っています")
    index = write_pages(cohort, lab, root)
    return Demo(root, lab, cohort.root, index, tuple(graded))


def _ensure_cohort(root: Path, steps: Steps) -> Cohort:
    steps.begin("研修と名簿（架空の20人）を用意しています")
    place = root / "course"
    if (place / "cohort.toml").exists():
        return open_cohort(place)[0]
    root.mkdir(parents=True, exist_ok=True)
    cohort = new_cohort(place, COHORT_ID, NAME)
    people = [
        Person(
            p.id,
            p.name,
            p.kana,
            p.bureau,
            p.section,
            "リーダー",
            "リーダー",
            "",
            f"{p.id.lower()}@example.lg.jp",
        )
        for p in PEOPLE
    ]
    with tempfile.TemporaryDirectory(prefix="dxlab-demo-") as scratch:
        file = Path(scratch) / "roster.csv"
        file.write_text(format_roster(people), encoding="utf-8-sig", newline="")
        import_roster(cohort, file)
    return cohort


def _release(course: Course, cohort: Cohort, steps: Steps, lab: str) -> None:
    steps.begin("教材を組み立てて、公開しています")
    release_lab(course, cohort, lab, deadline=DEADLINE)


def build_hand_ins(course: Course, cohort: Cohort, lab: str) -> dict[str, HandIn]:
    """What every person hands in, and the points that it deserves."""
    release = json.loads((cohort.stock.folder("release", lab) / f"{lab}.ipynb").read_text(encoding="utf-8"))
    answers = read_lab_answers(course, load_assignment(course, cohort, lab))
    return {person.id: build_hand_in(person, release, answers) for person in PEOPLE}


def _hand_in(course: Course, cohort: Cohort, steps: Steps, lab: str) -> None:
    """Everybody who has not yet handed in does so, through nbgrader's exchange."""
    progress = steps.begin("20人がノートブックを提出しています")
    already, _ = find_handins(cohort, lab)
    todo = [person for person in PEOPLE if person.id not in already]
    hand_ins = build_hand_ins(course, cohort, lab) if todo else {}
    with tempfile.TemporaryDirectory(prefix="dxlab-demo-") as scratch:
        for number, person in enumerate(todo, 1):
            folder = Path(scratch) / person.id
            _write_hand_in(folder / lab, hand_ins[person.id])
            moment = _moment(PEOPLE.index(person), late=person.twist == "late")
            submit_assignment(cohort.stock, lab, person.id, folder / lab, moment, Path(scratch) / "cache")
            progress(number, len(todo))


def _write_hand_in(folder: Path, hand_in: HandIn) -> None:
    folder.mkdir(parents=True)
    (folder / f"{folder.name}.ipynb").write_bytes(hand_in.notebook)
    if hand_in.answers is not None:
        (folder / "answers.json").write_bytes(hand_in.answers)


def _moment(number: int, late: bool) -> datetime:
    """In office hours of the days before the deadline; the late one on the morning after."""
    if late:
        return (DEADLINE + timedelta(hours=16, minutes=20)).astimezone(UTC)
    week, place = divmod(number, 5)
    days_before = (0, 1, 4, 5)[week]  # the deadline is a Tuesday: nobody works on the weekend
    return (DEADLINE - timedelta(days=days_before, hours=1 + 1.5 * place, minutes=7)).astimezone(UTC)
