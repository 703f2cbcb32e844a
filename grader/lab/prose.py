"""Text for people, taken apart: which lines are sentences, how long they are, which words are English.

Markdown is read by a parser, so that headings, tables, code and formulas are
never taken for sentences. Japanese needs no more than its own full stops.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

LONGEST, AVERAGE = 90, 60

#: Stands for a piece of code, a formula or a value: one character, no word.
THING = "\ufffc"

_MARKDOWN = MarkdownIt("commonmark").enable("table")
_FENCE_OR_SPAN = r"^ {0,3}(?P<fence>`{3,}|~{3,})[\s\S]*?(?:^ {0,3}(?P=fence)|\Z)|(?P<span>`+)(?!`)(?:(?!\n\s*\n)[\s\S])+?(?<!`)(?P=span)(?!`)"
_FORMULA = r"(?P<formula>\$\$[^$]+\$\$|(?<![\\$])\$(?!\s)[^$\n]+?(?<!\s)\$(?!\d))"
_CODE_OR_FORMULA = re.compile(f"{_FENCE_OR_SPAN}|{_FORMULA}", re.MULTILINE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<!--[\s\S]*?-->|<[^>]+>")
_IMG = re.compile(r"<(?:img|svg)\b[^>]*>", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:alt|aria-label)\s*=\s*([\"'])\s*\S.*?\1|\baria-hidden\s*=\s*[\"']true", re.IGNORECASE
)

# A sentence ends after its full stop and the brackets closed there; a line that ends in a
# colon, and speech on a line of its own, end too.
_END = re.compile(r"[。！？]+[」』）)]*|[!?]+(?=\s|$)|(?<=[:：])\n|(?<=[」』])\n(?=[「『])")
_STOPPED = re.compile(r"[。！？!?][」』）)]*$")
_BOX = re.compile(r"^\s*\[[ xX]\]\s*")

_ADDRESS = re.compile(
    r"(?:https?://|mailto:)[\x21-\x7e]+|[A-Za-z0-9_~.\\/@-]*\.[A-Za-z][A-Za-z0-9]*(?:/[\x21-\x7e]*)?"
)
_SOURCE = re.compile(r"出典.*")
_WORD = re.compile(r"[A-Za-z0-9]+(?:[-_'’.][A-Za-z0-9]+)*")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True)
class Passage:
    """A run of text on its own: a paragraph, a heading, a cell of a table.

    Attributes
    ----------
    line: where it begins, counted from 0 in the text it comes from.
    text: what a reader sees; code and formulas are ``THING``.
    running: whether its sentences are measured (paragraphs and items of lists).
    """

    line: int
    text: str
    running: bool


@dataclass(frozen=True)
class Sentence:
    """One sentence; ``whole`` when it ends in a full stop (a fragment of a list does not)."""

    line: int
    text: str
    whole: bool

    @property
    def length(self) -> int:
        return len(re.sub(r"\s", "", self.text))


def passages_of(markdown: str) -> list[Passage]:
    """The passages of a Markdown text."""
    found: list[Passage] = []
    within: list[str] = []
    for token in _MARKDOWN.parse(_without_formulas(markdown)):
        if token.nesting:
            within = [*within, token.type] if token.nesting > 0 else within[:-1]
        elif token.type == "inline":
            fixed = within[-1] in ("heading_open", "th_open", "td_open")
            found += _of_inline(token, not fixed)
        elif token.type == "html_block":
            found.append(Passage(_line(token), _TAG.sub("", token.content), False))
    return [p for p in found if p.text.strip()]


def plain_passages(text: str) -> list[Passage]:
    """The passages of text that a card shows: one a line, code between backticks."""
    lines = re.sub(r"`[^`]+`", THING, text).split("\n")
    return [Passage(n, line, True) for n, line in enumerate(lines) if line.strip()]


def sentences_of(passage: Passage) -> list[Sentence]:
    """Its sentences; none when it is no running text."""
    if not passage.running:
        return []
    found, start = [], 0
    for end in [*(m.end() for m in _END.finditer(passage.text)), len(passage.text)]:
        raw = passage.text[start:end]
        text = _joined(raw)
        if text:
            lead = len(raw) - len(raw.lstrip())
            line = passage.line + passage.text.count("\n", 0, start + lead)
            found.append(Sentence(line, text, bool(_STOPPED.search(text))))
        start = end
    return found


def english_words(text: str, known: re.Pattern[str] | None = None) -> list[tuple[int, str]]:
    """``(line from 0, word)`` of words in Latin letters.

    Not words: addresses and file names, a source line (``出典 …``), single
    letters, signs such as ``B01`` or ``E-05``, and what ``known`` matches.
    """
    found = []
    for number, line in enumerate(text.split("\n")):
        plain = unicodedata.normalize("NFKC", line)
        for pattern in filter(None, (_SOURCE, known, _ADDRESS)):
            plain = pattern.sub(THING, plain)
        words = (word for word in _WORD.findall(plain) if re.search(r"[A-Za-z]{2}", word))
        found += [(number, word) for word in words]
    return found


def nameless_images(markdown: str) -> list[int]:
    """Lines (from 0) of pictures in a Markdown text that have no text in their place."""
    found = []
    for token in _MARKDOWN.parse(markdown):
        if token.type == "html_block":
            found += [_line(token)] * len(nameless_tags(token.content))
        for child in token.children or []:
            bare = child.type == "image" and not child.content.strip()
            if bare or (child.type == "html_inline" and nameless_tags(child.content)):
                found.append(_line(token))
    return found


def nameless_tags(html: str) -> list[str]:
    """The ``<img>`` and ``<svg>`` tags without alt or aria-label."""
    return [tag for tag in _IMG.findall(html) if not _NAMED.search(tag)]


def is_japanese(text: str) -> bool:
    """Whether kana or kanji occur."""
    return bool(_JAPANESE.search(text))


def replace_formulas(markdown: str, change: Callable[[str], str]) -> str:
    """The text with each ``$…$`` and ``$$…$$`` changed; dollar signs in code stay."""

    def replace(match: re.Match[str]) -> str:
        return match[0] if match["formula"] is None else change(match["formula"])

    return _CODE_OR_FORMULA.sub(replace, markdown)


def _without_formulas(markdown: str) -> str:
    """Formulas replaced by a ``THING`` each; lines stay where they are."""
    return replace_formulas(markdown, lambda formula: THING + "\n" * formula.count("\n"))


def _of_inline(token: Token, running: bool) -> Iterator[Passage]:
    """Cut at forced breaks only: a sentence may run over several lines."""
    line = start = _line(token)
    text = ""
    for child in token.children or []:
        if child.type == "hardbreak" or (child.type == "html_inline" and _BREAK.match(child.content)):
            yield Passage(start, _BOX.sub("", text), running)
            line += child.type == "hardbreak"
            start, text = line, ""
        elif child.type == "softbreak":
            line, text = line + 1, text + "\n"
        elif child.type in ("text", "text_special", "image"):
            text += child.content
        elif child.type == "code_inline":
            text += THING
    yield Passage(start, _BOX.sub("", text), running)


def _joined(text: str) -> str:
    """One line: Japanese goes on without a space, Latin letters with one."""
    return re.sub(r"(?<=[A-Za-z0-9])\s*\n\s*(?=[A-Za-z0-9])", " ", text.strip()).replace("\n", "")


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0
