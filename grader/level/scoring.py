"""From answers to a level; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: Lowest first.
RANKS = ("入門", "初級", "中級", "上級")


def classify(b: int, i: int, a: int) -> str:
    """The level for so many right beginner, intermediate and advanced items, 0…6 each.

    A higher level wants the lower ones too, so lucky guesses at the hard items lift nobody.
    """
    if b >= 5 and i >= 4:
        return "上級" if a >= 4 else "中級"
    return "初級" if b >= 4 else "入門"


@dataclass(frozen=True)
class Sheet:
    """One person's answers, marked.

    Attributes
    ----------
    areas: area -> right answers, 0…3.
    levels: right beginner, intermediate and advanced items.
    answered: questions with an answer, 「わからない」 included.
    """

    areas: dict[int, int]
    levels: tuple[int, int, int]
    answered: int

    @property
    def rank(self) -> str:
        return classify(*self.levels)


def mark(key: Mapping[str, str], given: Mapping[str, str]) -> Sheet:
    """Mark answers; question ids are ``<area>-<level>``, what is not answered counts as not known."""
    areas = {int(q.split("-")[0]): 0 for q in sorted(key)}
    levels = [0, 0, 0]
    for question, right in key.items():
        if given.get(question) == right:
            area, level = map(int, question.split("-"))
            areas[area] += 1
            levels[level - 1] += 1
    beginner, intermediate, advanced = levels
    return Sheet(areas, (beginner, intermediate, advanced), sum(q in given for q in key))
