"""Help pages whose lines fit the terminal although Japanese letters are two columns wide.

Click wraps at blanks and counts letters; Japanese has no blanks and wide letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import click
from wcwidth import wcswidth

# Signs that must not begin a line, or end one (the usual 禁則 rules, cut to what help texts use).
NEVER_FIRST = "、。，．・：；？！）］」』】〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)]}"
NEVER_LAST = "（［「『【〈《([{"
# A line end between wide letters, in a docstring, is no blank.
_JOINT = re.compile(r"(?<=[^\x00-\xff])[ \t]*\n[ \t]*(?=[^\x00-\xff])")
# A run of narrow signs (an option, a path, a number) stays whole; any wide letter stands alone.
_PIECE = re.compile(r"\s+|[!-~]+|.", re.DOTALL)


def width_of(text: str) -> int:
    """Columns that ``text`` takes in a terminal."""
    return max(wcswidth(text), 0)


def wrap_japanese(text: str, width: int) -> list[str]:
    """Break one paragraph into lines of at most ``width`` columns where the text allows it."""
    lines, line = [], ""
    for unit in _units(" ".join(_JOINT.sub("", text).split())):
        if line and width_of(line + unit) > width:
            lines.append(line.rstrip())
            line = unit.lstrip()
        else:
            line += unit
    return [*lines, line.rstrip()] if line.strip() else lines


def _units(text: str) -> list[str]:
    """Split into pieces between which a line may break."""
    units: list[str] = []
    for piece in _PIECE.findall(text):
        if len(units) > 1 and piece[0] in NEVER_FIRST and units[-1].isspace():
            blank = units.pop()  # a line may not break at this blank either
            units[-1] += blank
        glued = units and (piece[0] in NEVER_FIRST or units[-1][-1] in NEVER_LAST)
        if glued:
            units[-1] += piece
        else:
            units.append(piece)
    return units


def wrap_paragraphs(text: str, width: int) -> list[str]:
    """Wrap paragraphs apart; one that begins with a line ``\\b`` is kept as written."""
    lines: list[str] = []
    for paragraph in re.split(r"\n[ \t]*\n", text.strip("\n")):
        first, _, rest = paragraph.partition("\n")
        block = rest.split("\n") if first.strip() == "\b" else wrap_japanese(paragraph, width)
        lines += ["", *block] if lines else block
    return lines


class JapaneseFormatter(click.HelpFormatter):
    """Click's formatter with our line breaking and column widths."""

    def write_text(self, text: str) -> None:
        indent = " " * self.current_indent
        for line in wrap_paragraphs(text, self.width - self.current_indent):
            self.write(f"{indent}{line}".rstrip() + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        rows = list(rows)
        column = min(max(width_of(term) for term, _ in rows), col_max) + col_spacing
        for term, meaning in rows:
            self._write_row(term, meaning, column, col_spacing)

    def _write_row(self, term: str, meaning: str, column: int, spacing: int) -> None:
        indent = " " * self.current_indent
        lines = wrap_paragraphs(meaning, max(self.width - column - self.current_indent, 20))
        fits = width_of(term) <= column - spacing
        head = term + " " * (column - width_of(term)) + (lines.pop(0) if lines else "") if fits else term
        self.write(f"{indent}{head}".rstrip() + "\n")
        for line in lines:
            self.write(f"{indent}{' ' * column}{line}".rstrip() + "\n")


class DoorContext(click.Context):
    """A context whose help pages use :class:`JapaneseFormatter`."""

    formatter_class = JapaneseFormatter
