"""Does what a generator made agree with what the descriptor promises?

The CSV bytes that would be released are validated, not the DataFrame: that is
what a trainee gets, and frictionless reads pandas 3 tables only by a detour.
Columns are compared here first, because frictionless reports one missing
column as a wrong name of each column after it. It costs 0.06 s for 3,600 rows,
and 1.5 s once for importing frictionless (hence inside the function).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from grader.data.dataset import Dataset, Table
from grader.data.descriptor import fields_of, find_resource
from grader.data.files import table_bytes

if TYPE_CHECKING:
    import pandas as pd

_PLACES_SHOWN = 3
_MOST_ERRORS = 1_000_000  # all of them: frictionless would stop at a thousand
_SENTENCES = {
    "type-error": "列 {field} に、型が違う値があります",
    "constraint-error": "列 {field} に、決まりに合わない値があります",
    "primary-key": "主キーが同じ行があります",
    "unique-error": "列 {field} に、同じ値が二度あります",
    "blank-row": "空の行があります",
}
_NOTE = re.compile(r'constraint "(\w+)" is "(.*)"', re.DOTALL)
_RULES = {
    "required": "空欄にはできません",
    "minimum": "{} 以上",
    "maximum": "{} 以下",
    "minLength": "{} 字以上",
    "maxLength": "{} 字以下",
    "enum": "{} のどれか",
    "pattern": "書き方は {}",
}


def check_descriptor(dataset: Dataset, tables: Mapping[str, Table]) -> list[str]:
    """Compare tables with ``datapackage.json``; return Japanese sentences, empty when all agree.

    One sentence tells a table's one kind of problem with a column: how many rows have it
    and the first of them, by the line number of the CSV file.
    """
    promised = [str(r["path"]) for r in dataset.descriptor["resources"]]
    problems = [f"{dataset.id}: 表 {p} が作られていません。" for p in promised if p not in tables]
    for name, table in tables.items():
        resource = find_resource(dataset.descriptor, name)
        if resource is None:
            problems.append(f"{dataset.id}: 表 {name} が datapackage.json にありません。")
        elif not isinstance(table, bytes) and fields_of(resource):
            problems += [f"{dataset.id}/{name}: {p}" for p in _table_problems(resource, table)]
    return problems


def _table_problems(resource: dict[str, Any], table: pd.DataFrame) -> list[str]:
    promised = [field["name"] for field in fields_of(resource)]
    columns = list(table.columns)
    problems = [f"列 {c} がありません。" for c in promised if c not in columns]
    problems += [f"列 {c} は datapackage.json にありません。" for c in columns if c not in promised]
    problems += [f"列 {c} が二度あります。" for c in dict.fromkeys(columns) if columns.count(c) > 1]
    if problems:
        return problems  # cells of shifted columns would only add noise
    if columns != promised:
        problems.append(f"列の順番が違います。決まりは {'、'.join(promised)} です。")
    return problems + _cell_problems(resource["schema"], table[promised])


def _cell_problems(schema: dict[str, Any], table: pd.DataFrame) -> list[str]:
    from frictionless import Resource, Schema

    resource = Resource(
        data=table_bytes(table), format="csv", encoding="utf-8", schema=Schema.from_descriptor(schema)
    )
    report = resource.validate(limit_errors=_MOST_ERRORS)
    grouped: dict[str, list[Any]] = {}
    for task in report.tasks:
        for error in task.errors:
            grouped.setdefault(_sentence(error), []).append(error)
    return [_counted(sentence, errors) for sentence, errors in grouped.items()]


def _sentence(error: Any) -> str:
    pattern = _SENTENCES.get(error.type)
    if pattern is None:
        return f"{error.message}"
    sentence = pattern.format(field=getattr(error, "field_name", ""))
    return sentence + _rule(error.note) if error.type == "constraint-error" else sentence


def _rule(note: str) -> str:
    """The broken rule in Japanese; frictionless names it only in a sentence of its own."""
    found = _NOTE.fullmatch(note)
    if found is None:
        return f"（{note}）"
    name, value = found.groups()
    return f"（{_RULES.get(name, name + ': {}').format(value)}）"


def _counted(sentence: str, errors: list[Any]) -> str:
    places = [_place(error) for error in errors[:_PLACES_SHOWN]]
    more = "など" if len(errors) > _PLACES_SHOWN else ""
    return f"{sentence}: {'、'.join(places)}{more}（{len(errors)} 件）。"


def _place(error: Any) -> str:
    line = getattr(error, "row_number", None)
    cell = getattr(error, "cell", None)
    where = f"{line} 行目" if line is not None else "ファイル全体"
    return f"{where}の「{cell}」" if cell is not None else where
