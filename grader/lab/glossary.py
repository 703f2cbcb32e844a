"""labs/glossary.csv: words that readers of Japanese are not expected to know, each with a plain one."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from grader.lab.model import Problem
from grader.settings import Course

FILE = "glossary.csv"
WHERE = f"labs/{FILE}"
COLUMNS = ("term", "plain", "reading")


@dataclass(frozen=True)
class Term:
    """One row: the term as written in texts, what it means in plain Japanese, how it is read."""

    term: str
    plain: str
    reading: str
    line: int


def read_glossary(course: Course) -> tuple[list[Term], list[Problem]]:
    """The terms, and what is wrong with the file. No file is an empty glossary."""
    path = course.labs / FILE
    if not path.is_file():
        return [], []
    try:
        return _read(path)
    except UnicodeDecodeError:
        return [], [Problem(WHERE, None, "文字コードを UTF-8 にしてください。")]


def _read(path: Path) -> tuple[list[Term], list[Problem]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            return [], [Problem(WHERE, 1, f"1行目は {','.join(COLUMNS)} にしてください。")]
        terms = [Term(*_cells(row), line=rows.line_num) for row in rows]
    return terms, _check(terms)


def _cells(row: dict[str, str | None]) -> tuple[str, str, str]:
    term, plain, reading = ((row[column] or "").strip() for column in COLUMNS)
    return term, plain, reading


def _check(terms: list[Term]) -> list[Problem]:
    problems, seen = [], set()
    for term in terms:
        if not (term.term and term.plain and term.reading):
            problems.append(Problem(WHERE, term.line, f"「{term.term}」の行に、空いた欄があります。"))
        if term.term in seen:
            problems.append(Problem(WHERE, term.line, f"「{term.term}」が2回あります。"))
        seen.add(term.term)
    return problems


def term_pattern(terms: list[str]) -> re.Pattern[str]:
    """Matches each term as a word of its own, the longer one first; case counts (IT is not it)."""
    parts = "|".join(re.escape(t) for t in sorted(filter(None, terms), key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z])(?:{parts})(?![A-Za-z])" if parts else r"(?!)")
