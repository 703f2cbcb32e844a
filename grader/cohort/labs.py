"""Which labs a cohort has: those of the course, and tests made for this cohort alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from grader.cohort.model import Cohort
from grader.lab.model import Lab
from grader.lab.quizlab import Sheet, write_quiz_lab
from grader.lab.read import parse_lab, read_lab
from grader.settings import Course
from grader.stock.files import write_json


def find_lab(course: Course, cohort: Cohort, lab_id: str) -> Lab:
    """The cohort's own test of that id, else the course's lab.

    Raises
    ------
    DxlabError, ContentError: see ``read_lab``.
    """
    folder = _own(cohort) / lab_id
    if lab_id and Path(lab_id).name == lab_id and (folder / "lab.toml").is_file():
        lab, _ = parse_lab(folder)
        if lab is not None:
            return lab
    return read_lab(course, lab_id)


def ensure_test(cohort: Cohort, sheet: Sheet, *, anew: bool = False) -> None:
    """Write a test for this cohort; one that is there stays, for people may have answered it.

    Parameters
    ----------
    anew: write it again all the same.
    """
    if anew or not (_own(cohort) / sheet.id / "lab.toml").is_file():
        write_quiz_lab(_own(cohort), sheet)


def has_test(cohort: Cohort, lab_id: str) -> bool:
    """Whether ``lab_id`` was made for this cohort alone."""
    return (_own(cohort) / lab_id / "lab.toml").is_file()


def own_folder(cohort: Cohort, lab_id: str) -> Path:
    """Where such a test lies."""
    return _own(cohort) / lab_id


def write_audience(cohort: Cohort, lab_id: str, people: Iterable[str]) -> None:
    """For whom a test is; everybody else has nothing to hand in."""
    write_json(_own(cohort) / f"{lab_id}.people.json", sorted(people))


def find_audience(cohort: Cohort, lab_id: str) -> frozenset[str] | None:
    """Ids of those for whom a lab is; None = everybody."""
    try:
        return frozenset(json.loads((_own(cohort) / f"{lab_id}.people.json").read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None


def _own(cohort: Cohort) -> Path:
    return cohort.state_dir / "tests"
