"""A later deadline for one person or one section (出張, 災害対応)."""

from __future__ import annotations

from datetime import datetime

from grader.cohort.members import read_people
from grader.cohort.model import Cohort, Extension
from grader.cohort.roster import clean_person
from grader.cohort.settings import append_extension, read_cohort
from grader.errors import DxlabError


def extend_deadline(
    cohort: Cohort, lab: str, until: datetime | None, *, person: str = "", section: str = "", reason: str = ""
) -> Cohort:
    """Add an extension to cohort.toml; returns the cohort as it is now.

    Raises
    ------
    DxlabError: not exactly one of person and section, or not known to the cohort.
    """
    if until is None or bool(person) == bool(section):
        raise DxlabError(
            "extend-who",
            "だれの期限をのばすかが分かりません。",
            "--person か --section の、どちらか1つを書いてください。",
        )
    plan = cohort.plan(lab)
    if plan is None or plan.deadline is None:
        raise DxlabError(
            "extend-no-deadline",
            f"{lab}: のばすもとの期限がありません。",
            f"{cohort.root / 'cohort.toml'} の [[lab]] に deadline を書いてください。",
        )
    people = read_people(cohort)
    ident = clean_person({"id": person}).id
    if person and ident not in people:
        raise DxlabError(
            "person-unknown", f"職員番号 {person} の人は名簿にいません。", "番号を確かめてください。"
        )
    if section and section not in {p.section for p in people.values()}:
        raise DxlabError(
            "section-unknown", f"所属課「{section}」の人は名簿にいません。", "課の名前を確かめてください。"
        )
    append_extension(cohort.root, Extension(lab, until, ident, section, reason))
    return read_cohort(cohort.root)
