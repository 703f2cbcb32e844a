"""roster.csv: rules for the rows that Excel and people make; pure."""

from __future__ import annotations

import csv
import difflib
import io
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from grader.cohort.model import Person
from grader.errors import ContentError
from grader.stock.collect import STUDENT_ID

#: Column name -> field of ``Person``, in the file's order.
COLUMNS = {
    "職員番号": "id",
    "氏名": "name",
    "フリガナ": "kana",
    "所属局": "bureau",
    "所属課": "section",
    "役割": "role",
    "トラック": "track",
    "班": "team",
    "メール": "mail",
}
NEEDED = ("職員番号", "氏名")
_MAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+")
_FIX = "表計算ソフトで開き、「CSV UTF-8（コンマ区切り）」で保存しなおしてください。"


@dataclass(frozen=True)
class Problem:
    """One bad row; ``line`` counts from 1, the header included."""

    line: int
    text: str


@dataclass(frozen=True)
class Parsed:
    """What a roster file holds: good people, bad rows, remarks that need no action."""

    people: tuple[Person, ...]
    problems: tuple[Problem, ...]
    notices: tuple[str, ...]


def decode_roster(data: bytes, where: str) -> str:
    """Text of a file in UTF-8 (with or without mark) or CP932, tried strictly in this order.

    Raises
    ------
    ContentError: neither fits, or it is no CSV at all.
    """
    if data[:2] == b"PK" or data[:4] == b"\xd0\xcf\x11\xe0":
        raise ContentError(
            "roster-not-csv", f"{where}: CSV ではなく、表計算ソフトのファイルのようです。", _FIX
        )
    if b"\0" in data:
        raise ContentError("roster-encoding", f"{where}: 文字コードが読めません（UTF-16 のようです）。", _FIX)
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            position = error.start
    line = data[:position].count(b"\n") + 1
    raise ContentError(
        "roster-encoding",
        f"{where} {line}行目: 文字コードが UTF-8 でも Shift_JIS でもないため、読めません。",
        _FIX,
    )


def parse_roster(text: str, where: str) -> Parsed:
    """People and problems of a roster; raises ContentError when the header can't be used."""
    rows = _rows(text, where)
    if not rows:
        raise ContentError(
            "roster-empty",
            f"{where}: 何も書かれていません。",
            f"1行目に {','.join(COLUMNS)} を書いてください。",
        )
    line, header = rows[0]
    fields, notices = _read_header(header, where, line)
    people: dict[str, tuple[int, Person]] = {}
    problems: list[Problem] = []
    for line, cells in rows[1:]:
        person = _read_row(cells, fields, line, problems)
        if person is None:
            continue
        if person.id in people:
            first = people[person.id][0]
            problems.append(
                Problem(line, f"職員番号 {person.id} が{first}行目にもあります。どちらかを消してください。")
            )
            continue
        people[person.id] = (line, person)
    return Parsed(tuple(p for _, p in people.values()), tuple(problems), tuple(notices))


def check_person(person: Person) -> list[str]:
    """Japanese sentences for whatever can't be used; empty when all is well."""
    found = []
    if not person.id:
        found.append("職員番号がありません。番号を書いてください。")
    elif not STUDENT_ID.fullmatch(person.id):
        found.append(
            f"職員番号「{person.id}」は使えません。半角の英数字と - _ . で、64文字までにしてください。"
        )
    if not person.name:
        found.append("氏名がありません。氏名を書いてください。")
    if person.mail and not _MAIL.fullmatch(person.mail):
        found.append(f"メール「{person.mail}」の形が正しくありません（例: taro@example.lg.jp）。")
    if any(not c.isprintable() for value in vars(person).values() for c in value):
        found.append("改行など、見えない文字が入っています。その文字を消してください。")
    if any(c in "<>" for value in vars(person).values() for c in value):
        # nbgrader's submission page shows a name as HTML: a tag in it would act in the marker's browser.
        found.append("「<」と「>」は使えません。その文字を消してください。")
    return found


def clean_person(values: dict[str, str]) -> Person:
    """Values as people type them to a person: spaces trimmed, ids and mails to half width."""
    cleaned = {field: " ".join(value.split()) for field, value in values.items()}
    for field in ("id", "mail"):
        cleaned[field] = unicodedata.normalize("NFKC", cleaned.get(field, "")).strip()
    cleaned["mail"] = cleaned["mail"].replace(" ", "")
    cleaned["kana"] = unicodedata.normalize("NFKC", cleaned.get("kana", ""))
    cleaned.setdefault("name", "")
    return Person(**cleaned)


def format_roster(people: Iterable[Person]) -> str:
    """The file's text (without byte order mark)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for person in people:
        writer.writerow([getattr(person, field) for field in COLUMNS.values()])
    return out.getvalue()


def _rows(text: str, where: str) -> list[tuple[int, list[str]]]:
    """(line, cells) of every row that is not blank."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows = []
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((start, cells))
            start = reader.line_num + 1
    except csv.Error as error:
        raise ContentError(
            "roster-csv",
            f'{where} {reader.line_num}行目: 引用符（"）の組などが合わず、CSV として読めません（{error}）。',
            _FIX,
        ) from error
    return rows


def _read_header(header: list[str], where: str, line: int) -> tuple[list[str | None], list[str]]:
    names = ["".join(unicodedata.normalize("NFKC", cell).split()) for cell in header]
    problems, notices = [], []
    missing = [name for name in COLUMNS if name not in names]
    for name in names:
        if not name or name in COLUMNS:
            continue
        near = difflib.get_close_matches(name, missing, 1, 0.5)
        if near:
            problems.append(f"列「{name}」は「{near[0]}」ではありませんか。")
        else:
            notices.append(f"列「{name}」は使わないので、読みませんでした。")
    problems += [f"列「{name}」がありません。" for name in NEEDED if name in missing]
    problems += [f"列「{name}」が2つあります。" for name in COLUMNS if names.count(name) > 1]
    if problems:
        raise ContentError(
            "roster-columns",
            "\n".join(f"{where} {line}行目: {p}" for p in problems),
            f"1行目を直してください。使える列は {'、'.join(COLUMNS)} です。",
        )
    return [COLUMNS.get(name) for name in names], notices


def _read_row(
    cells: list[str], fields: list[str | None], line: int, problems: list[Problem]
) -> Person | None:
    if len(cells) > len(fields) and any(cell.strip() for cell in cells[len(fields) :]):
        problems.append(Problem(line, "列が多すぎます。氏名などの中のコンマを消してください。"))
        return None
    person = clean_person({field: cell for field, cell in zip(fields, cells, strict=False) if field})
    found = check_person(person)
    problems += [Problem(line, text) for text in found]
    return None if found else person
