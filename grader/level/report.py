"""Results out: a page for each person, and one for the cohort that names nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.cohort.members import read_people
from grader.cohort.model import Cohort
from grader.cohort.state import lock_cohort
from grader.errors import DxlabError
from grader.lab.files import write_text
from grader.level.figure import draw_levels
from grader.level.forms import PHASES, level_id
from grader.level.matched import build_matched
from grader.level.page import render_cohort, render_person
from grader.level.scoring import Sheet
from grader.level.story import Taken, call_roll, find_pairs, find_taken
from grader.stock.exchange import release_feedback
from grader.stock.files import read_plain

PAGE = "レベルチェックの集計.html"
_BESIDE = ("submission_secret.txt", "timestamp.txt")


@dataclass(frozen=True)
class Reported:
    """What a report run did.

    Attributes
    ----------
    page: the cohort's page.
    returned: ids whose own page is in the exchange.
    by_hand: id -> own page, where the hand-in did not come through the exchange.
    matched: how many answered both times, with different forms.
    same_form: ids that answered the same form twice; left out of the comparison.
    """

    page: Path
    returned: tuple[str, ...]
    by_hand: dict[str, Path]
    matched: int
    same_form: tuple[str, ...]


def report_level(cohort: Cohort) -> Reported:
    """Write all pages from what is collected by now, and hand the personal ones back.

    Raises
    ------
    DxlabError: nobody has answered yet, or the exchange is not writable.
    """
    taken = {phase: find_taken(cohort, phase) for phase in PHASES}
    pre, post = taken["pre"], taken["post"]
    if not (pre or post):
        call_roll(cohort, "pre")  # says so when it was never released
        raise DxlabError(
            "level-no-answers",
            f"{cohort.root}: レベルチェックの答えが、まだ1人分もありません。",
            f"先に dxlab level collect {cohort.root.name} pre で、答えを回収してください。",
        )
    pairs = find_pairs(pre, post)
    with lock_cohort(cohort):
        pages = _write_people(cohort, taken)
        returned = _hand_back(cohort, pages)
        matched = build_matched((a.sheet.rank, b.sheet.rank) for a, b in pairs.values())
        picture = draw_levels(matched) if matched.people is not None else b""
        page = cohort.root / PAGE
        write_text(page, render_cohort(cohort.name, matched, picture))
    return Reported(
        page,
        returned,
        {i: path for i, (_, path) in pages.items() if i not in returned},
        len(pairs),
        tuple(i for i in pre if i in post and i not in pairs),
    )


def _write_people(cohort: Cohort, taken: Mapping[str, Mapping[str, Taken]]) -> dict[str, tuple[str, Path]]:
    """id -> (assignment, page): with the newest answers, where nbgrader looks for feedback."""
    pages = {}
    for ident, person in read_people(cohort).items():
        sheets: dict[str, Sheet] = {}
        lab = ""
        for phase, word in PHASES.items():
            if ident in taken[phase]:
                sheets[word] = taken[phase][ident].sheet
                lab = level_id(phase, taken[phase][ident].form)
        if sheets:
            pages[ident] = lab, _write_person(cohort, lab, ident, render_person(person.name, sheets))
    return pages


def _write_person(cohort: Cohort, lab: str, ident: str, text: str) -> Path:
    folder = cohort.stock.folder("feedback", lab, ident)
    write_text(folder / f"{lab}.html", text)
    submitted = cohort.stock.folder("submitted", lab, ident)
    for name in _BESIDE:
        if (submitted / name).is_file():
            write_text(folder / name, read_plain(submitted / name, 1000).decode(errors="replace"))
    return folder / f"{lab}.html"


def _hand_back(cohort: Cohort, pages: Mapping[str, tuple[str, Path]]) -> tuple[str, ...]:
    able = {i: lab for i, (lab, page) in pages.items() if all((page.parent / n).is_file() for n in _BESIDE)}
    for lab in sorted(set(able.values())):
        release_feedback(cohort.stock, lab, [i for i, own in able.items() if own == lab])
    return tuple(able)
