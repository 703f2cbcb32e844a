"""``cohort.toml``: read with all its problems at once; people edit it, so we only ever append."""

from __future__ import annotations

import difflib
import re
import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from grader.cohort.model import Cohort, Extension, LabPlan
from grader.errors import ContentError, DxlabError
from grader.stock.collect import STUDENT_ID
from grader.stock.times import JST

FILE = "cohort.toml"
COHORT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_KEYS = {
    "": {"id", "name", "exchange", "late_points_per_day", "lab", "extension"},
    "lab": {"id", "deadline"},
    "extension": {"lab", "person", "section", "until", "reason"},
}


def read_cohort(root: Path) -> Cohort:
    """The cohort in folder ``root``.

    Raises
    ------
    DxlabError: there is no cohort.toml.
    ContentError: it can't be read, or holds problems (all of them are listed).
    """
    path = root.resolve() / FILE
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise DxlabError(
            "cohort-not-found",
            f"{root}: 研修のフォルダではありません（{FILE} がありません）。",
            "dxlab cohort new で作ったフォルダを指定してください。",
        ) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ContentError(
            "cohort-toml",
            f"{path}: 書き方に誤りがあり、読めません（{error}）。",
            "示された行（line）のかぎかっこ、引用符、= を確かめてください。文字コードは UTF-8 です。",
        ) from error
    problems: list[str] = []
    cohort = _build(path.parent, table, problems)
    if problems:
        raise ContentError(
            "cohort-toml",
            "\n".join(f"{path}: {p}" for p in problems),
            f"{FILE} を直して、もう一度実行してください。",
        )
    return cohort


def append_lab(root: Path, plan: LabPlan) -> None:
    """Add a lab at the end of cohort.toml; what people wrote stays as it is."""
    _append(root / FILE, lab_block(plan))


def append_extension(root: Path, extension: Extension) -> None:
    """Add an extension at the end of cohort.toml."""
    target = ("person", extension.person) if extension.person else ("section", extension.section)
    pairs: list[tuple[str, str | datetime]] = [("lab", extension.lab), target, ("until", extension.until)]
    if extension.reason:
        pairs.append(("reason", extension.reason))
    _append(root / FILE, "\n[[extension]]\n" + "".join(f"{k} = {toml_value(v)}\n" for k, v in pairs))


def lab_block(plan: LabPlan) -> str:
    """``[[lab]]`` as text."""
    deadline = (
        f"deadline = {toml_value(plan.deadline)}\n" if plan.deadline else "# deadline = 2026-06-30T17:00:00\n"
    )
    return f"\n[[lab]]\nid = {toml_value(plan.id)}\n{deadline}"


def toml_value(value: str | float | datetime) -> str:
    """A TOML literal; times are written in JST."""
    if isinstance(value, datetime):
        return value.astimezone(JST).isoformat(timespec="seconds")
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'
    return repr(value)


def parse_deadline(text: str) -> datetime:
    """``2026-06-30`` (end of that day) or ``2026-06-30T17:00`` in JST; raises ValueError."""
    if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", text.strip()):
        year, month, day = map(int, text.strip().split("-"))
        return _moment(date(year, month, day))
    return _moment(datetime.fromisoformat(text.strip()))


def _append(path: Path, text: str) -> None:
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(path.read_text(encoding="utf-8-sig").rstrip("\n") + "\n" + text, encoding="utf-8")
    fresh.replace(path)


def _build(root: Path, table: dict[str, Any], problems: list[str]) -> Cohort:
    _check_keys("", table, problems)
    ident = _text(table, "id", "", problems, needed=True)
    if ident and not COHORT_ID.fullmatch(ident):
        problems.append("id は半角の英数字と - _ . で書いてください（例: 482013-2026-leader）。")
    late = table.get("late_points_per_day", 0)
    if isinstance(late, bool) or not isinstance(late, (int, float)) or not 0 <= late <= 100:
        problems.append("late_points_per_day は 0 から 100 の数にしてください（0 は減点なし）。")
        late = 0
    labs = tuple(_lab(row, problems) for row in _rows(table, "lab", problems))
    names = [plan.id for plan in labs]
    problems += [
        f'[[lab]] "{name}" が2回あります。' for name in sorted({n for n in names if names.count(n) > 1})
    ]
    extensions = tuple(
        e for row in _rows(table, "extension", problems) if (e := _extension(row, names, problems))
    )
    exchange = (root / (_text(table, "exchange", "", problems) or "../exchange")).resolve()
    name = _text(table, "name", "", problems) or ident
    return Cohort(root, ident, name, exchange, labs, extensions, float(late))


def _lab(row: dict[str, Any], problems: list[str]) -> LabPlan:
    _check_keys("lab", row, problems)
    ident = _text(row, "id", "lab", problems, needed=True)
    return LabPlan(ident, _time(row, "deadline", f'[[lab]] "{ident}"', problems))


def _extension(row: dict[str, Any], labs: list[str], problems: list[str]) -> Extension | None:
    _check_keys("extension", row, problems)
    lab = _text(row, "lab", "extension", problems, needed=True)
    person, section = (
        _text(row, "person", "extension", problems),
        _text(row, "section", "extension", problems),
    )
    where = f'[[extension]] "{lab}"'
    until = _time(row, "until", where, problems)
    if lab and lab not in labs:
        problems.append(f"{where}: この教材は [[lab]] にありません。{_suggest(lab, labs)}")
    if bool(person) == bool(section):
        problems.append(f"{where}: person（職員番号）か section（所属課）の、どちらか1つを書いてください。")
    if person and not STUDENT_ID.fullmatch(person):
        problems.append(f"{where}: person は職員番号です（半角の英数字）。")
    if until is None:
        problems.append(f"{where}: until（いつまで延ばすか）を書いてください。")
        return None
    return Extension(lab, until, person, section, _text(row, "reason", "extension", problems))


def _rows(table: dict[str, Any], key: str, problems: list[str]) -> list[dict[str, Any]]:
    rows = table.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        problems.append(f"{key} は [[{key}]] の形で書いてください。")
        return []
    return rows


def _text(row: dict[str, Any], key: str, where: str, problems: list[str], needed: bool = False) -> str:
    value = row.get(key, "")
    place = f"[[{where}]] の " if where else ""
    if not isinstance(value, str):
        problems.append(f'{place}{key} は "" で囲んで書いてください。')
        return ""
    if needed and not value.strip():
        problems.append(f"{place}{key} がありません。")
    return value.strip()


def _time(row: dict[str, Any], key: str, where: str, problems: list[str]) -> datetime | None:
    value = row.get(key)
    if value is None:
        return None
    if isinstance(value, date):  # a datetime is a date too
        return _moment(value)
    problems.append(f"{where}: {key} は 2026-06-30T17:00:00 の形で、引用符なしで書いてください。")
    return None


def _moment(value: date) -> datetime:
    """A day means until its end; a time without a zone is JST."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time(23, 59, 59), JST)
    return value if value.tzinfo else value.replace(tzinfo=JST)


def _check_keys(where: str, row: dict[str, Any], problems: list[str]) -> None:
    for key in row:
        if key not in _KEYS[where]:
            place = f"[[{where}]] の " if where else ""
            problems.append(f'{place}"{key}" という項目はありません。{_suggest(key, sorted(_KEYS[where]))}')


def _suggest(word: str, known: list[str]) -> str:
    near = difflib.get_close_matches(word, known, 1)
    return (
        f"「{near[0]}」ではありませんか。"
        if near
        else f"使えるのは {'、'.join(known) or 'まだありません'} です。"
    )
