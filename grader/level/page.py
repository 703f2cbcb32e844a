"""The personal page and the cohort's page: self-contained HTML without scripts."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from grader.level.bank import AREAS
from grader.level.matched import CAUTION, Matched, describe, shown_count
from grader.level.scoring import RANKS, Sheet

_TEMPLATES = Path(__file__).parent / "templates"

#: What a level means, said to the person.
MEANINGS = {
    "入門": "これから学ぶことが多い段階です。全職員向けの実習から始めるのがおすすめです。",
    "初級": "基本の言葉と考え方が分かる段階です。次は、自分の仕事に当てはめてみましょう。",
    "中級": "自分の仕事で使い始められる段階です。数字の読みちがいに気をつけて進めましょう。",
    "上級": "ほかの人を助けられる段階です。課の中で、教える側にも回ってみましょう。",
}


def render_person(name: str, sheets: Mapping[str, Sheet]) -> str:
    """One person's result; ``sheets``: 研修の前, 研修の後 -> answers, at least one.

    Right and wrong questions are not named: their twins are still to come.
    """
    latest = list(sheets.values())[-1]
    weakest = min(AREAS, key=lambda area: (latest.areas[area], area))
    return _render(
        "person.html.j2",
        name=name,
        sheets=dict(sheets),
        latest=latest,
        areas=AREAS,
        meaning=MEANINGS[latest.rank],
        weakest=AREAS[weakest] if latest.areas[weakest] < 3 else "",
    )


def render_cohort(title: str, matched: Matched, picture: bytes) -> str:
    """What everybody who runs the course may see; names nobody."""
    return _render(
        "cohort.html.j2",
        title=title,
        matched=matched,
        ranks=RANKS,
        picture=b64encode(picture).decode(),
        words=describe(matched),
        caution=CAUTION,
    )


def _render(template: str, **values: object) -> str:
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["count"] = shown_count
    return environment
