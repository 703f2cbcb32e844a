"""Cards: every box of text that a notebook shows, as HTML and as plain text.

The only place that writes HTML. Everything given is text and is escaped.
Colours are thin tints on the page's own background, so that a card is readable
in light and dark themes; a mark (○ △ ―) says the same as the colour. Styles
stand in attributes: a ``<style>`` does not survive in every notebook viewer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from html import escape
from typing import Protocol
from urllib.parse import quote

from dxlab.outcome import Outcome, Status


class Tone(Enum):
    """A card's colour as ``r,g,b``."""

    DONE = "46,125,50"
    ALMOST = "230,120,0"
    OPEN = "120,120,120"
    INFO = "30,110,190"
    TROUBLE = "200,50,50"


class Part(Protocol):
    """A piece of a card's body."""

    def html(self) -> str: ...

    def plain(self) -> str: ...


_CODE_STYLE = (
    "margin:4px 0;padding:6px 10px;background:rgba(128,128,128,.15);border-radius:4px;"
    "white-space:pre-wrap;line-height:1.5"
)
_CELL_STYLE = "padding:2px 10px;text-align:left;vertical-align:top;white-space:"
_SHORT_CELL = 10  # Japanese breaks anywhere: a short word stays on one line


@dataclass(frozen=True)
class Text:
    """A paragraph; ``code`` between backticks is set as code."""

    text: str

    def html(self) -> str:
        return f'<div style="margin:2px 0">{_inline(self.text)}</div>'

    def plain(self) -> str:
        return self.text.replace("`", "")


@dataclass(frozen=True)
class Code:
    """Lines of code."""

    text: str

    def html(self) -> str:
        return f'<pre style="{_CODE_STYLE}">{escape(self._lines())}</pre>'

    def plain(self) -> str:
        return "\n".join("    " + line for line in self._lines().splitlines())

    def _lines(self) -> str:
        # The first line keeps its indent: a part of a function is copied as it stands.
        return self.text.strip("\n").rstrip()


@dataclass(frozen=True)
class Folded:
    """Text that opens on a click; only its title stands in the plain form."""

    title: str
    text: str

    def html(self) -> str:
        body = f'<pre style="{_CODE_STYLE}">{escape(self.text)}</pre>'
        return f'<details><summary style="cursor:pointer">{escape(self.title)}</summary>{body}</details>'

    def plain(self) -> str:
        return ""


@dataclass(frozen=True)
class Table:
    """Rows of text under a header."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]

    def html(self) -> str:
        body = "".join(self._row("td", row) for row in self.rows)
        head = self._row('th scope="col"', self.header)
        start = '<table style="margin:4px 0;border-collapse:collapse">'
        return f"{start}<thead>{head}</thead><tbody>{body}</tbody></table>"

    def plain(self) -> str:
        return "\n".join("｜".join(row) for row in (self.header, *self.rows))

    @staticmethod
    def _row(tag: str, cells: Sequence[str]) -> str:
        end = tag.split()[0]
        return (
            "<tr>" + "".join(f'<{tag} style="{_cell_style(c)}">{_inline(c)}</{end}>' for c in cells) + "</tr>"
        )


@dataclass(frozen=True)
class Links:
    """A list of files of the lab to open: ``(title, path)``."""

    rows: Sequence[tuple[str, str]]

    def html(self) -> str:
        items = "".join(
            f'<li><a href="{escape(quote(path))}">{escape(title)}</a></li>' for title, path in self.rows
        )
        return f'<ul style="margin:4px 0">{items}</ul>'

    def plain(self) -> str:
        return "\n".join(f"・{title}（{path}）" for title, path in self.rows)


@dataclass(frozen=True)
class Card:
    """A heading and its body; IPython shows it, ``str`` gives the plain form."""

    heading: str
    parts: tuple[Part, ...] = ()
    tone: Tone = Tone.INFO

    @property
    def html(self) -> str:
        body = "".join(part.html() for part in self.parts)
        colour = self.tone.value
        return (
            f'<div lang="ja" style="border-left:5px solid rgb({colour});background:rgba({colour},.10);'
            f'padding:8px 14px;margin:4px 0;line-height:1.7;border-radius:3px">'
            f'<div style="font-weight:bold">{_inline(self.heading)}</div>{body}</div>'
        )

    def __str__(self) -> str:
        return "\n".join(filter(None, (self.heading, *(part.plain() for part in self.parts))))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": str(self), "text/html": self.html}


def card(heading: str, *parts: Part | str, tone: Tone = Tone.INFO) -> Card:
    """A card; a plain string is a paragraph, an empty one is left out."""
    return Card(heading, tuple(Text(p) if isinstance(p, str) else p for p in parts if p), tone)


def _cell_style(text: str) -> str:
    return _CELL_STYLE + ("nowrap" if len(text) <= _SHORT_CELL else "normal")


def _inline(text: str) -> str:
    marked = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))
    return marked.replace("\n", "<br>")


# --- outcomes --------------------------------------------------------------------

DONE, ALMOST, OPEN = "できました", "もう一歩", "未着手"

_SHOWN = {
    Status.PASSED: ("○", DONE, Tone.DONE),
    Status.NOT_ATTEMPTED: ("―", OPEN, Tone.OPEN),
}


def word_of(status: Status) -> str:
    """One of できました／もう一歩／未着手."""
    return _SHOWN.get(status, ("△", ALMOST, Tone.ALMOST))[1]


def mark_of(status: Status) -> str:
    """The sign that says the same as the word: ○ △ ―."""
    return _SHOWN.get(status, ("△", ALMOST, Tone.ALMOST))[0]


def outcome_card(outcome: Outcome, *, before: str = "", after: str = "", notes: Sequence[str] = ()) -> Card:
    """An outcome with its messages; ``before`` and ``after`` stand around the word in the heading."""
    mark, word, tone = _SHOWN.get(outcome.status, ("△", ALMOST, Tone.ALMOST))
    return card(f"{mark} {before}{word}{after}", *outcome.messages, *notes, tone=tone)


def outcome_html(outcome: Outcome, *, points: float, maximum: float) -> str:
    """The graded verdict as HTML: word, points and messages."""
    return outcome_card(outcome, after=f"　{points:g}／{maximum:g}点").html
