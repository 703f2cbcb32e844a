"""Two forms, two times: who answers which, and the assignments that hold them.

Half of a cohort answers form A before the course and form B after it, the other
half the other way round, so that a harder form can't look like learning.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from typing import Any

from grader.lab.quizlab import Sheet
from grader.level.bank import FORMS, UNSURE, Topic

PHASES = {"pre": "研修の前", "post": "研修の後"}


def level_id(phase: str, form: str) -> str:
    """nbgrader's assignment of one form at one time."""
    return f"level-check-{phase}-{form}"


def other(form: str) -> str:
    return FORMS[1 - FORMS.index(form)]


def assign_forms(secret: bytes, people: Iterable[str], before: Mapping[str, str]) -> dict[str, str]:
    """id -> form at the first time; halves, drawn by the cohort's secret.

    Whoever has a form keeps it; newcomers fill the smaller half.
    """
    forms = dict(before)
    fresh = sorted((i for i in people if i not in before), key=lambda i: _number(secret, "form", i))
    for ident in fresh:
        counts = [sum(form == name for form in forms.values()) for name in FORMS]
        forms[ident] = FORMS[counts[1] < counts[0]]
    return forms


def pick_topics(topics: Iterable[Topic], secret: bytes) -> tuple[Topic, ...]:
    """One topic of each area and level, the same before and after, drawn by the cohort's secret."""
    places: dict[str, list[Topic]] = {}
    for topic in topics:
        places.setdefault(topic.place, []).append(topic)
    return tuple(here[_number(secret, "topic", place) % len(here)] for place, here in places.items())


def build_form(topics: Iterable[Topic], phase: str, form: str, secret: bytes) -> Sheet:
    """The assignment; options are shuffled by the cohort's secret, 「わからない」 stands last."""
    questions = tuple(_question(topic, form, secret) for topic in pick_topics(topics, secret))
    intro = (
        f"# レベルチェック（{PHASES[phase]}・問題{form.upper()}）\n\n"
        f"いまの力を知るための{len(questions)}問です。20分ほどで終わります。成績や人事の評価には使いません。\n\n"
        "- 1問に1つ選びます。選ぶとすぐに記録されます。\n"
        f"- 分からないときは「{UNSURE}」を選んでください。まぐれで当てるより、自分に合う学び方が見つかります。\n"
        "- 本や検索は使わず、いま知っていることで答えてください。\n"
        "- 結果は、回収のあとに、あなただけに届きます。上司には、名前のない集計だけを渡します。\n\n"
        "まず、次のセルを選び、`Shift` と `Enter` を一緒に押してください。"
    )
    closing = (
        "選び終わったら、次のセルを実行してください。何問に答えたかが出ます。\n"
        "そのあと、ノートブックを保存して（`Ctrl` と `S`）、提出してください。"
    )
    return Sheet(
        id=level_id(phase, form),
        title=f"レベルチェック（{PHASES[phase]}）",
        subtitle=f"問題{form.upper()}",
        intro=intro,
        closing=closing,
        questions=questions,
        points=0,
        hours=0.3,
        name="レベルチェック",
        after="結果は、回収のあとに、あなただけに届きます。",
    )


def _question(topic: Topic, form: str, secret: bytes) -> dict[str, Any]:
    item = topic.form(form)
    shown = {key: item[key] for key in ("text", "right", "wrong")}
    return {"id": topic.place, **shown, "unsure": UNSURE, "seed": _number(secret, form, topic.id)}


def _number(secret: bytes, *label: str) -> int:
    text = "\x1f".join(("level", *label)).encode()
    return int.from_bytes(hmac.new(secret, text, hashlib.sha256).digest()[:6], "big")
