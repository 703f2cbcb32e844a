"""Real figures with their sources: ``datasets/reference/facts.csv``."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from grader.errors import ContentError
from grader.settings import Course

QUOTE_LENGTH = 30
_ID = re.compile(r"[FE]-[0-9]{2}")
_MOMENT = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
_AS_OF = re.compile(rf"({_MOMENT}(/{_MOMENT})?)?")


@dataclass(frozen=True)
class Fact:
    """One row of facts.csv; ``datasets/reference/README.md`` tells what the columns mean."""

    id: str
    value: str
    unit: str
    as_of: str
    source: str
    quote: str
    text: str


COLUMNS = tuple(field.name for field in fields(Fact))


def read_facts(course: Course) -> dict[str, Fact]:
    """All facts of a course by id, in the file's order; empty when the course has no such file.

    Raises
    ------
    ContentError: ``facts``; lists every problem with the file and the line.
    """
    path = course.datasets / "reference" / "facts.csv"
    if not path.is_file():
        return {}
    rows, problems = _read_rows(path)
    facts: dict[str, Fact] = {}
    for line, fact in rows:
        found = _problems_of(fact)
        if fact.id in facts:
            found.append(f"id {fact.id} が二度あります。")
        problems += [f"{line} 行目: {p}" for p in found]
        facts[fact.id] = fact
    if problems:
        raise ContentError(
            "facts",
            "\n".join(f"{path}: {p}" for p in problems),
            "datasets/reference/README.md の説明に合わせて直してください。",
        )
    return facts


def _read_rows(path: Path) -> tuple[list[tuple[int, Fact]], list[str]]:
    """Rows with the line each ends on, and the problems that kept other rows from being read."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return [], ["文字コードが UTF-8 ではありません。UTF-8 で保存し直してください。"]
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    if tuple(header) != COLUMNS:
        return [], [f"1 行目: 列は {','.join(COLUMNS)} の順に並べます（今: {','.join(header)}）。"]
    rows, problems = [], []
    for cells in reader:
        if len(cells) == len(COLUMNS):
            rows.append((reader.line_num, Fact(*cells)))
        elif cells:
            problems.append(
                f"{reader.line_num} 行目: 列が {len(cells)} 個あります（決まりは {len(COLUMNS)} 個）。"
            )
    return rows, problems


def _problems_of(fact: Fact) -> list[str]:
    checks = [
        (_ID.fullmatch(fact.id), f"id {fact.id} は F-01 や E-01 のように書きます。"),
        (fact.source, "source（出典）が空です。"),
        (fact.text.endswith("。"), "text は、1つの文で書き「。」で終えます。"),
        (_AS_OF.fullmatch(fact.as_of), f"as_of {fact.as_of} は 2021、2021-05、2021-05-19 のように書きます。"),
        (fact.value or not fact.unit, "value がないのに unit があります。"),
        (
            len(fact.quote) <= QUOTE_LENGTH,
            f"quote が {len(fact.quote)} 字あります（{QUOTE_LENGTH} 字まで）。",
        ),
        (all(c == c.strip() for c in astuple(fact)), "前後に空白のあるところがあります。"),
    ]
    return [message for fine, message in checks if not fine]
