"""A whole course to attack: lab, data, cohort, gradebook, another person's hand-in."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.bench.case import Case
from grader.bench.handin import fill, write_handin
from grader.bench.traps import Listeners, make_markers, plant_home
from grader.cohort.create import new_cohort
from grader.cohort.grading import load_assignment
from grader.cohort.members import set_person
from grader.cohort.model import Cohort, LabPlan
from grader.cohort.release import release_lab
from grader.engine.model import Assignment
from grader.settings import Course

LAB = "l900-target"
TEMPLATE = Path(__file__).with_name("course")
#: Where the parent of the process that grades puts a secret.
SECRET_VARIABLE = "DXLAB_ATTACK_SECRET"


@dataclass(frozen=True)
class Target:
    """What is attacked, and what an attack is told about it.

    Attributes
    ----------
    release: the notebook as trainees get it.
    quiz: right answers of the confirmation test.
    markers: place -> planted text.
    facts: what ``@NAME@`` in a case stands for.
    """

    base: Path
    course: Course
    cohort: Cohort
    assignment: Assignment
    release: dict[str, Any]
    quiz: dict[str, str]
    markers: dict[str, str]
    facts: dict[str, str]
    listeners: Listeners

    def guarded(self) -> list[Path]:
        """Folders in which nothing may change."""
        return [self.base / name for name in ("course", "cohort", "exchange", "home")]

    def write(self, case: Case, facts: dict[str, str], folder: Path) -> None:
        """Write the hand-in of a case."""
        write_handin(case, self.release, {**self.facts, **facts}, folder, LAB, self.quiz)


def build_target(base: Path) -> Target:
    """Make everything below ``base``; the home folder there is meant to be HOME already."""
    markers = make_markers()
    markers["ENVIRONMENT"] = os.environ.get(SECRET_VARIABLE, markers["ENVIRONMENT"])
    plant_home(base / "home", markers["HOMEFILE"])
    course = _copy_course(base / "course", markers)
    plan = [LabPlan(LAB, None)]
    cohort = new_cohort(base / "cohort", "999999-2026-bench", "試験", plan)
    for name in ("mallory", "other"):
        set_person(cohort, name, {"name": name, "section": "試験課"})
    release_lab(course, cohort, LAB)
    assignment = load_assignment(course, cohort, LAB)
    notebook = cohort.stock.folder("release", LAB) / f"{LAB}.ipynb"
    listeners = Listeners(f"dxlab-{os.getpid()}", base / "ear.sock")
    facts = {
        "COURSE": str(course.root),
        "COHORT": str(cohort.root),
        "EXCHANGE": str(cohort.exchange),
        "HOME": str(base / "home"),
        "LAB": LAB,
        "OTHER": str(cohort.stock.folder("submitted", LAB, "other") / f"{LAB}.ipynb"),
        **listeners.open(),
    }
    target = Target(
        base,
        course,
        cohort,
        assignment,
        json.loads(notebook.read_text(encoding="utf-8")),
        dict(assignment.quiz_key),
        markers,
        facts,
        listeners,
    )
    _plant_work(target)
    return target


def _copy_course(folder: Path, markers: dict[str, str]) -> Course:
    for path in sorted(TEMPLATE.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            copy = folder / path.relative_to(TEMPLATE)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(fill(path.read_text(encoding="utf-8"), markers), encoding="utf-8")
    _write_golden(folder / "labs" / LAB)
    return Course(folder)


def _write_golden(lab: Path) -> None:
    """The paired notebook; the template holds the text only."""
    import jupytext

    jupytext.write(jupytext.read(lab / "lab.py"), lab / "lab.ipynb")


def _plant_work(target: Target) -> None:
    other = Case("other", "", (), cells={"last": f"# {target.markers['OTHER']}"})
    target.write(other, {}, target.cohort.stock.folder("submitted", LAB, "other"))
    with closing(sqlite3.connect(target.cohort.root / "gradebook.db")) as database, database:
        database.execute("CREATE TABLE planted (marker TEXT)")
        database.execute("INSERT INTO planted VALUES (?)", (target.markers["GRADEBOOK"],))
