"""A cohort in which many people hand in the model answers of one lab."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.cohort.create import new_cohort, open_cohort
from grader.cohort.grading import load_assignment
from grader.cohort.members import import_roster
from grader.cohort.model import Cohort, Person
from grader.cohort.release import release_lab
from grader.cohort.roster import format_roster
from grader.demo.answers import read_lab_answers
from grader.engine.model import Assignment
from grader.settings import Course

_TIME = "2026-06-01 01:00:00.000000 UTC\n"


@dataclass(frozen=True)
class Crowd:
    """The cohort and the notebook that everybody hands in.

    Attributes
    ----------
    notebook: nbformat JSON with the model answers.
    """

    cohort: Cohort
    assignment: Assignment
    notebook: dict[str, Any]
    students: tuple[str, ...]


def build_crowd(course: Course, lab: str, root: Path, people: int) -> Crowd:
    """A released lab and ``people`` submissions of it, as after collecting."""
    cohort = new_cohort(root / "course", "482013-2026-bench", "速さの測定")
    students = [f"B{number:04d}" for number in range(people)]
    roster = root / "roster.csv"
    roster.write_text(format_roster([Person(s, f"{s} さん") for s in students]), encoding="utf-8", newline="")
    import_roster(cohort, roster)
    release_lab(course, cohort, lab)
    cohort, _ = open_cohort(cohort.root)
    assignment = load_assignment(course, cohort, lab)
    crowd = Crowd(cohort, assignment, _answered(course, cohort, assignment), tuple(students))
    for student in students:
        write_submission(crowd, cohort.stock.folder("submitted", lab, student))
    return crowd


def write_submission(crowd: Crowd, folder: Path) -> None:
    """The files of one hand-in."""
    folder.mkdir(parents=True)
    answers = {"version": 1, "quiz": crowd.assignment.quiz_key, "values": {}}
    notebook = json.dumps(crowd.notebook, ensure_ascii=False)
    (folder / f"{crowd.assignment.name}.ipynb").write_text(notebook, encoding="utf-8")
    (folder / "answers.json").write_text(json.dumps(answers))
    (folder / "timestamp.txt").write_text(_TIME)


def _answered(course: Course, cohort: Cohort, assignment: Assignment) -> dict[str, Any]:
    path = cohort.stock.folder("release", assignment.name) / f"{assignment.name}.ipynb"
    notebook: dict[str, Any] = copy.deepcopy(json.loads(path.read_text(encoding="utf-8")))
    answers = read_lab_answers(course, assignment)
    cells = {cell["id"]: cell for cell in notebook["cells"]}
    for exercise, answer in answers.model.items():
        cells[answers.answer_cells[exercise]]["source"] = answer.source
    return notebook
