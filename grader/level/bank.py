"""The item bank ``instruments/level-check/items.toml``: what it holds and what makes it sound."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from grader.errors import ContentError
from grader.lab.quiz import stands_out
from grader.settings import Course

AREAS = {
    1: "DXと仕事の進め方",
    2: "データ",
    3: "道具と技術",
    4: "セキュリティと個人情報",
    5: "利用者の目線と仕事の見直し",
    6: "証拠にもとづく判断",
}
LEVELS = {1: "初級", 2: "中級", 3: "上級"}
FORMS = ("a", "b")
UNSURE = "わからない"
_PER_PLACE = 2


@dataclass(frozen=True)
class Topic:
    """One thing to know, asked by a twin in each form (``text``, ``right``, ``wrong`` as in quiz.toml).

    The same topic before and after, in other words: a difference is not one of topics.
    """

    id: str
    area: int
    level: int
    a: dict[str, Any]
    b: dict[str, Any]

    @property
    def place(self) -> str:
        """Area and level: the question's id, by which ``grader.level.scoring`` marks."""
        return f"{self.area}-{self.level}"

    def form(self, name: str) -> dict[str, Any]:
        return self.a if name == "a" else self.b


def read_bank(course: Course) -> tuple[Topic, ...]:
    """All topics, in the order of the file; ``pick_topics`` takes those of one cohort.

    Raises
    ------
    ContentError: missing, unreadable, or not sound; all problems are listed.
    """
    path = course.root / "instruments" / "level-check" / "items.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        topics = tuple(Topic(**row) for row in raw["topic"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ContentError(
            "level-bank",
            f"{path}: レベルチェックの問題を読めません（{error}）。",
            "教材のフォルダの instruments/level-check/items.toml を確かめてください。",
        ) from error
    problems = list(check_bank(topics))
    if problems:
        raise ContentError("level-bank", "\n".join(problems), f"{path} を直してください。")
    return topics


def check_bank(topics: tuple[Topic, ...]) -> Iterator[str]:
    """Japanese sentences about what is wrong: two topics per area and level, each item as ``_check_item``."""
    places = [topic.place for topic in topics]
    wanted = [f"{area}-{level}" for area in AREAS for level in LEVELS for _ in range(_PER_PLACE)]
    if sorted(places) != wanted:
        yield f"6つの分野と3つの段階に、題材を{_PER_PLACE}つずつ置いてください。"
    ids = [topic.id for topic in topics]
    yield from (
        f"題材の id「{i}」が2回使われています。" for i in sorted({i for i in ids if ids.count(i) > 1})
    )
    for topic in topics:
        for name in FORMS:
            yield from (f"{topic.id} の {name}: {problem}" for problem in _check_item(topic.form(name)))
        if topic.a["text"] == topic.b["text"]:
            yield f"{topic.id}: 2つの問題が同じ文です。"


def _check_item(item: dict[str, Any]) -> Iterator[str]:
    """One right answer and three wrong ones, and nothing about their form that gives the right one away."""
    wrong = [w["text"] for w in item["wrong"]]
    options = [item["right"], *wrong]
    if len(wrong) != 3 or len(set(options)) != 4:
        yield "正しい選択肢を1つと、ちがうまちがいの選択肢を3つ書いてください。"
    if not all(w.get("why") for w in item["wrong"]):
        yield "まちがいの選択肢には、思いちがい（why）を書いてください。"
    if any(word in option for option in options for word in ("すべて正しい", "上のすべて", "どれでもない")):
        yield "「上のすべて」「どれでもない」のような選択肢は使いません。"
    if UNSURE in options:
        yield f"「{UNSURE}」は、自動で最後に付きます。"
    if wrong and stands_out(item["right"], wrong):
        yield "正しい選択肢の長さが目立ちます。ほかとそろえてください。"


def count_longest(topics: tuple[Topic, ...]) -> int:
    """In how many items the right option is the longest of the four; by chance in a quarter."""
    items = [topic.form(name) for topic in topics for name in FORMS]
    return sum(len(item["right"]) > max(len(w["text"]) for w in item["wrong"]) for item in items)
