"""What stands on a feedback page, and how kindly it is said; pure."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

QUIZ_PASS = 0.6
_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Line:
    """One exercise on the page.

    Attributes
    ----------
    kind: ``auto``, ``manual`` or ``quiz``.
    score: points now; counts only when not ``waiting``.
    waiting: a person has not marked it yet.
    status: the outcome's status, "" when there is none (written parts).
    untouched: still as released.
    comment: the marker's own words.
    """

    id: str
    title: str
    kind: str
    score: float
    maximum: float
    status: str = ""
    messages: tuple[str, ...] = ()
    waiting: bool = False
    untouched: bool = False
    comment: str = ""

    @property
    def mark(self) -> str:
        """○ all points, △ something to win, ― not begun, … waits for a person."""
        if self.waiting:
            return "…"
        if self.untouched:
            return "―"
        return "○" if self.score >= self.maximum else "△"

    @property
    def word(self) -> str:
        if self.waiting:
            return "採点中"
        if self.untouched:
            return "未着手"
        if self.score >= self.maximum:
            return "できました"
        return "あと少し" if self.score > 0 else "もう一歩"

    @property
    def shape(self) -> str:
        """Name for the style sheet."""
        return {"○": "full", "△": "part", "―": "none", "…": "wait"}[self.mark]


@dataclass(frozen=True)
class Piece:
    """One cell of the notebook: ``text``, ``code`` or ``verdict``; ``html`` is safe already."""

    kind: str
    html: Markup
    outputs: tuple[Markup, ...] = ()
    line: Line | None = None
    own: bool = False


@dataclass(frozen=True)
class Page:
    """All that the template needs."""

    title: str
    subtitle: str
    name: str
    received: str
    late: str
    penalty: float
    lines: tuple[Line, ...]
    pieces: tuple[Piece, ...]

    def of(self, kind: str) -> list[Line]:
        return [line for line in self.lines if line.kind == kind]

    @property
    def quiz(self) -> Line | None:
        return next(iter(self.of("quiz")), None)

    @property
    def quiz_passed(self) -> bool:
        return self.quiz is not None and self.quiz.score >= QUIZ_PASS * self.quiz.maximum

    @property
    def good(self) -> list[Line]:
        """Exercises with something to praise."""
        return [x for x in self.lines if x.kind != "quiz" and not x.waiting and x.score > 0]

    @property
    def next_steps(self) -> list[tuple[Line, str]]:
        """(exercise, what to do next); for each one that is not full and does not wait."""
        open_lines = [x for x in self.lines if x.kind != "quiz" and x.mark in "△―"]
        return [(line, _next_step(line)) for line in open_lines]

    @property
    def opening(self) -> str:
        """The first sentence under the title."""
        lines = self.of("auto")
        if not lines and self.quiz:
            return "確認テストの受けなおし、おつかれさまでした。"
        full = sum(line.mark == "○" for line in lines)
        if lines and full == len(lines):
            return "自動で採点する問題は、すべてできました。おつかれさまでした。"
        if full:
            return f"提出おつかれさまでした。{len(lines)}問のうち{full}問ができました。"
        return "提出おつかれさまでした。まずは「次の一歩」の最初の1つから、取り組んでみましょう。"


def total(lines: Sequence[Line]) -> tuple[float, float, float]:
    """(points, maximum of what is marked, maximum that waits for a person)."""
    marked = [line for line in lines if not line.waiting]
    waiting = sum(line.maximum for line in lines if line.waiting)
    return (
        round(sum(line.score for line in marked), 1),
        round(sum(line.maximum for line in marked), 1),
        round(waiting, 1),
    )


def render_page(page: Page) -> str:
    """One self-contained HTML file without scripts; nothing is loaded from anywhere."""
    style = (_TEMPLATES / "feedback.css").read_text(encoding="utf-8")
    seal = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    template = _environment().get_template("feedback.html.j2")
    return template.render(page=page, style=Markup(style), seal=seal, total=total)


def plain_number(value: float) -> str:
    """``7``, ``7.5``."""
    return f"{round(value, 1):g}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["points"] = plain_number
    return environment


def _next_step(line: Line) -> str:
    if line.untouched and line.kind == "manual":
        return "まだ書かれていません。短くてよいので、自分のことばで書いてみましょう。"
    if line.untouched:
        return f'まだ手をつけていません。hint("{line.id}") でヒントを見ながら、始めてみましょう。'
    if line.messages:
        return line.messages[0]
    if line.comment:
        return line.comment
    return "講師のコメントと解説を見て、もう一度考えてみましょう。"
