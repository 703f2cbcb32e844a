"""lab.toml into a ``Lab``; all problems at once, in the author's language."""

from __future__ import annotations

import difflib
import re
import tomllib
from pathlib import Path
from typing import Any

from grader.errors import ContentError, DxlabError
from grader.lab.model import DataFile, Lab, ManualPart, Problem
from grader.lab.schema import KINDS, LAB, TABLES, Key
from grader.lab.toml_lines import find_line, find_table
from grader.settings import Course

ID_FORM = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

_DEFAULTS: dict[str, Any] = {
    "team": False,
    "requires": [],
    "facts": [],
    "files": [],
    "tips": [],
    "data": [],
    "manual": [],
}


def find_labs(course: Course) -> list[str]:
    """Ids of all labs: folders with a lab.toml whose name does not start with ``_``."""
    found = course.labs.glob("*/lab.toml") if course.labs.is_dir() else ()
    return sorted(path.parent.name for path in found if not path.parent.name.startswith("_"))


def read_lab(course: Course, lab_id: str) -> Lab:
    """The lab of that id.

    Raises
    ------
    DxlabError: there is no such lab (``lab-not-found``).
    ContentError: lab.toml has problems (``lab-toml``); the message lists all of them.
    """
    folder = course.labs / lab_id
    if not lab_id or Path(lab_id).name != lab_id or not (folder / "lab.toml").is_file():
        raise _lab_not_found(course, lab_id)
    lab, problems = parse_lab(folder)
    if lab is None:
        raise ContentError(
            "lab-toml",
            "\n".join(map(str, problems)),
            "上の行を直して、もう一度実行してください。書けるキーの一覧は docs/authoring.ja.md にあります。",
        )
    return lab


def parse_lab(folder: Path) -> tuple[Lab | None, list[Problem]]:
    """The lab, or None and everything that is wrong with its lab.toml."""
    where = f"labs/{folder.name}/lab.toml"
    try:
        text = (folder / "lab.toml").read_text(encoding="utf-8")
        raw = tomllib.loads(text)
    except UnicodeDecodeError:
        return None, [
            Problem(where, None, "文字コードが UTF-8 ではありません。UTF-8 で保存しなおしてください。")
        ]
    except tomllib.TOMLDecodeError as error:
        return None, [_broken_toml(where, error)]
    problems = check_keys(raw, LAB, where, text)
    for table in TABLES:
        problems += _check_tables(raw.get(table, []), table, where, text)
    if problems:
        return None, problems
    return _lab_of(folder, {**_DEFAULTS, **raw}), []


def check_keys(
    raw: dict[str, Any], keys: tuple[Key, ...], where: str, text: str, table: str = "", index: int = 0
) -> list[Problem]:
    """Unknown keys, missing keys, values of the wrong kind."""
    known = {key.name: key for key in keys}
    problems = []
    for name, value in raw.items():
        line = find_line(text, name, table, index)
        if name not in known:
            problems.append(
                Problem(where, line, f"知らないキー「{name}」があります。{did_you_mean(name, known)}")
            )
        else:
            problems += [Problem(where, line, m) for m in _check_value(known[name], value)]
    start = find_table(text, table, index) if table else None
    named = f"[[{table}]] に" if table else ""
    problems += [
        Problem(where, start, f"{named}「{key.name}」がありません。{key.meaning}")
        for key in keys
        if key.required and key.name not in raw
    ]
    return problems


def did_you_mean(name: str, known: Any) -> str:
    """``「…」のことですか。`` for the nearest known name, else the list of names."""
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    if near:
        return f"「{near[0]}」のことですか。"
    return "書けるのは " + "、".join(known) + " です。" if known else ""


def _check_tables(rows: Any, table: str, where: str, text: str) -> list[Problem]:
    if not _is_kind("tables", rows):
        return []  # check_keys has said so already
    return [
        problem
        for index, row in enumerate(rows)
        for problem in check_keys(row, TABLES[table], where, text, table, index)
    ]


def _check_value(key: Key, value: Any) -> list[str]:
    if not _is_kind(key.kind, value):
        return [f"「{key.name}」は {KINDS[key.kind]} の形で書いてください。いまの値: {value!r}"]
    if key.choices and value not in key.choices:
        return [f"「{key.name}」は {'、'.join(key.choices)} のどれかです。いまの値: {value!r}"]
    if key.kind == "text" and not value.strip():
        return [f"「{key.name}」が空です。{key.meaning}"]
    return []


def _is_kind(kind: str, value: Any) -> bool:
    if kind == "text":
        return isinstance(value, str)
    if kind == "truth":
        return isinstance(value, bool)
    if kind in ("integer", "number"):
        numbers = int if kind == "integer" else (int, float)
        return isinstance(value, numbers) and not isinstance(value, bool) and value >= 0
    if kind == "table":
        return isinstance(value, dict)
    item = str if kind == "texts" else dict
    return isinstance(value, list) and all(isinstance(v, item) for v in value)


def _broken_toml(where: str, error: tomllib.TOMLDecodeError) -> Problem:
    place = re.search(r"at line (\d+), column (\d+)", str(error))
    line = int(place[1]) if place else None
    column = f"{place[2]}文字目のあたり。" if place else ""
    reason = str(error).split(" (at ")[0]
    return Problem(
        where,
        line,
        f"TOML として読めません。{column}引用符やかっこの閉じ忘れがないか見てください。（{reason}）",
    )


def _lab_of(folder: Path, raw: dict[str, Any]) -> Lab:
    plain: dict[str, Any] = {key.name: raw[key.name] for key in LAB if key.kind not in ("texts", "tables")}
    lists: dict[str, Any] = {key.name: tuple(raw[key.name]) for key in LAB if key.kind == "texts"}
    return Lab(
        id=folder.name,
        folder=folder,
        data=tuple(DataFile(**row) for row in raw["data"]),
        manual=tuple(ManualPart(**row) for row in raw["manual"]),
        **plain,
        **lists,
    )


def _lab_not_found(course: Course, lab_id: str) -> DxlabError:
    labs = find_labs(course)
    near = difflib.get_close_matches(lab_id, labs, n=1, cutoff=0.4)
    guess = [i for i in labs if lab_id and i.startswith(lab_id.lower() + "-")] or near
    hint = f"「{guess[0]}」のことですか。" if guess else ""
    listing = "、".join(labs) or "（まだありません）"
    return DxlabError(
        "lab-not-found",
        f"{course.labs}: 実習「{lab_id}」が見つかりません。",
        f"{hint}いまある実習: {listing}",
    )
