"""A level check from release to result: the same exchange as a lab, but no points anywhere.

Answers are marked here, straight from ``answers.json``; neither the gradebook nor a
feedback page of nbgrader ever holds a level.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dxlab.answers import MAX_BYTES, parse_answers
from grader.cohort.collect import Collected, collect_lab, find_received
from grader.cohort.labs import ensure_test, own_folder, write_audience
from grader.cohort.members import read_people
from grader.cohort.model import Cohort
from grader.cohort.release import Released, release_lab, released_labs
from grader.cohort.settings import read_cohort
from grader.cohort.state import read_secret
from grader.errors import DxlabError
from grader.lab.quiz import read_quiz
from grader.level.bank import FORMS, read_bank
from grader.level.forms import PHASES, assign_forms, build_form, level_id, other
from grader.level.scoring import Sheet, mark
from grader.settings import Course
from grader.stock.files import read_plain, write_json


@dataclass(frozen=True)
class Given:
    """What a release did: the two assignments, and id -> the one that is for this person."""

    released: tuple[Released, ...]
    people: dict[str, str]


@dataclass(frozen=True)
class Taken:
    """One person's answers at one time."""

    form: str
    sheet: Sheet


@dataclass(frozen=True)
class Roll:
    """Who has answered at one time, and who has not.

    Attributes
    ----------
    taken: id -> marked answers.
    empty: ids that handed in without an answer that can be read.
    missing: ids on the roster that handed nothing in.
    again: id -> the form to answer instead, for whom the form is the one from before.
    """

    taken: dict[str, Taken]
    empty: tuple[str, ...]
    missing: tuple[str, ...]
    again: dict[str, str]


def release_level(course: Course, cohort: Cohort, phase: str, *, deadline: datetime | None = None) -> Given:
    """Release both forms and settle who answers which.

    Raises
    ------
    DxlabError, ContentError: bad item bank, exchange not writable.
    """
    topics, secret = read_bank(course), read_secret(cohort)
    forms = assign_forms(secret, read_people(cohort), _read_forms(cohort))
    write_json(_forms_file(cohort), forms)
    if phase == "post":
        # What somebody answered before counts, whatever was planned.
        before = find_taken(cohort, "pre")
        forms = {i: other(before[i].form if i in before else form) for i, form in forms.items()}
    released = []
    for form in FORMS:
        sheet = build_form(topics, phase, form, secret)
        ensure_test(cohort, sheet)
        released.append(release_lab(course, cohort, sheet.id, deadline=deadline))
        write_audience(cohort, sheet.id, (i for i, f in forms.items() if f == form))
        cohort = read_cohort(cohort.root)  # the release has added a line to cohort.toml
    return Given(tuple(released), {i: level_id(phase, form) for i, form in forms.items()})


def collect_level(cohort: Cohort, phase: str) -> list[Collected]:
    """Bring in the hand-ins of both forms.

    Raises
    ------
    DxlabError: that level check was not released.
    """
    _check_released(cohort, phase)
    return [collect_lab(cohort, level_id(phase, form)) for form in FORMS]


def call_roll(cohort: Cohort, phase: str) -> Roll:
    """Who has answered by now.

    Raises
    ------
    DxlabError: that level check was not released.
    """
    _check_released(cohort, phase)
    people, taken = read_people(cohort), find_taken(cohort, phase)
    received = {i for form in FORMS for i in find_received(cohort, level_id(phase, form), people)}
    before = find_taken(cohort, "pre") if phase == "post" else {}
    same = [i for i, now in taken.items() if i in before and before[i].form == now.form]
    return Roll(
        taken,
        tuple(i for i in people if i in received and i not in taken),
        tuple(i for i in people if i not in received),
        {i: level_id(phase, other(taken[i].form)) for i in same},
    )


def find_taken(cohort: Cohort, phase: str) -> dict[str, Taken]:
    """id -> marked answers; of two forms at one time the newer hand-in counts."""
    people = read_people(cohort)
    found: dict[str, tuple[datetime, Taken]] = {}
    for form in FORMS:
        lab = level_id(phase, form)
        if lab not in released_labs(cohort):
            continue
        key = read_quiz(own_folder(cohort, lab)).key
        for ident, moment in find_received(cohort, lab, people).items():
            sheet = mark(key, _read_given(cohort, lab, ident))
            if sheet.answered and (ident not in found or moment > found[ident][0]):
                found[ident] = moment, Taken(form, sheet)
    return {ident: taken for ident, (_, taken) in found.items()}


def find_pairs(pre: dict[str, Taken], post: dict[str, Taken]) -> dict[str, tuple[Taken, Taken]]:
    """Matched persons: both times answered, with different forms."""
    both = (i for i in pre if i in post)
    return {i: (pre[i], post[i]) for i in both if pre[i].form != post[i].form}


def _read_given(cohort: Cohort, lab: str, ident: str) -> dict[str, str]:
    """Answers in a hand-in; {} for what can't be read: hostile bytes, like all of it."""
    folder = cohort.stock.folder("submitted", lab, ident)
    try:
        return dict(parse_answers(read_plain(folder / "answers.json", MAX_BYTES))["quiz"])
    except (OSError, ValueError, RecursionError):
        return {}


def _check_released(cohort: Cohort, phase: str) -> None:
    if level_id(phase, FORMS[0]) in released_labs(cohort):
        return
    raise DxlabError(
        "level-not-released",
        f"{cohort.root}: {PHASES[phase]}のレベルチェックは、まだ公開していません。",
        f"先に dxlab level release {cohort.root.name} {phase} を実行してください。",
    )


def _forms_file(cohort: Cohort) -> Path:
    return cohort.state_dir / "level-forms.json"


def _read_forms(cohort: Cohort) -> dict[str, str]:
    try:
        forms = json.loads(_forms_file(cohort).read_text(encoding="utf-8"))
        return {str(i): f for i, f in forms.items() if f in FORMS}
    except (OSError, ValueError, AttributeError):
        return {}
