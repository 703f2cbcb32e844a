"""``datapackage.json``: reading it, and what a person may know about a table from it.

Besides Frictionless' own properties a field has ``unit`` (Japanese, empty for
none) and ``blank`` (what an empty cell means), and the package ``provenance``
and ``knobs`` (what each knob of ``make`` does, by name). Data Package allows
such further properties: https://datapackage.org/standard/data-package/
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.errors import ContentError, DxlabError

if TYPE_CHECKING:
    from grader.data.dataset import Dataset

# The field types that our descriptors may use, and what they are called in the data dictionary.
TYPE_NAMES = {
    "string": "文字",
    "integer": "整数",
    "number": "数",
    "boolean": "はい・いいえ",
    "date": "日付",
    "time": "時刻",
    "datetime": "日時",
    "yearmonth": "年月",
}
_PACKAGE_TEXTS = ("name", "title", "description", "provenance")
_RESOURCE_TEXTS = ("name", "path", "title", "description")
_FIELD_TEXTS = ("name", "type", "title", "description", "blank")
_HINT = "docs/architecture.md の「A dataset」と、ほかのデータの datapackage.json を参考に直してください。"


def read_descriptor(path: Path) -> dict[str, Any]:
    """Read and check a descriptor.

    Raises
    ------
    ContentError: ``datapackage``; lists everything that is missing or wrong.
    """
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        problems = ["ファイルがありません。"]
    except UnicodeDecodeError:
        problems = ["文字コードが UTF-8 ではありません。"]
    except json.JSONDecodeError as error:
        problems = [f"{error.lineno} 行目の {error.colno} 文字目で、JSON として読めません。"]
    else:
        problems = _problems_of(descriptor, path.parent.name)
    if problems:
        raise ContentError("datapackage", "\n".join(f"{path}: {p}" for p in problems), _HINT)
    return descriptor


def _problems_of(descriptor: Any, folder: str) -> list[str]:
    if not isinstance(descriptor, dict):
        return ["いちばん外側は { } で書きます。"]
    problems = _missing(descriptor, _PACKAGE_TEXTS, "")
    if descriptor.get("name") not in (None, folder):
        problems.append(f"name は、フォルダの名前と同じ {folder} にします（今: {descriptor['name']}）。")
    if not _dicts(descriptor.get("licenses")):
        problems.append("licenses がありません。")
    resources = _dicts(descriptor.get("resources"))
    if not resources:
        problems.append("resources に表がありません。")
    for resource in resources:
        problems += _resource_problems(resource)
    return problems


def _resource_problems(resource: dict[str, Any]) -> list[str]:
    place = f"表 {resource.get('path', '（path なし）')}: "
    problems = _missing(resource, _RESOURCE_TEXTS, place)
    if "schema" not in resource:  # a file that is no table: a workbook, a text
        return problems
    fields = fields_of(resource)
    if not fields:
        problems.append(f"{place}schema の fields に列がありません。")
    for field in fields:
        where = f"{place}列 {field.get('name', '（name なし）')}: "
        problems += _missing(field, _FIELD_TEXTS, where)
        if field.get("type") not in (None, *TYPE_NAMES):
            problems.append(
                f"{where}type {field['type']} は使えません。使えるのは {'、'.join(TYPE_NAMES)} です。"
            )
        if not isinstance(field.get("unit"), str):
            problems.append(f'{where}unit がありません（単位がなければ ""）。')
    return problems


def _missing(part: dict[str, Any], names: tuple[str, ...], place: str) -> list[str]:
    return [f"{place}{n} がありません。" for n in names if not isinstance(part.get(n), str) or not part[n]]


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def fields_of(resource: dict[str, Any]) -> list[dict[str, Any]]:
    """The fields of a resource in column order; empty when it is no table."""
    schema = resource.get("schema")
    return _dicts(schema.get("fields")) if isinstance(schema, dict) else []


def find_resource(descriptor: dict[str, Any], table: str) -> dict[str, Any] | None:
    """The resource whose file name is ``table``."""
    return next((r for r in _dicts(descriptor.get("resources")) if r.get("path") == table), None)


def dictionary(dataset: Dataset, table: str) -> list[dict[str, str]]:
    """The data dictionary of a table, a dict per column in column order.

    Keys: ``column``, ``title``, ``type`` (a Japanese word), ``unit`` (may be empty),
    ``meaning``, ``blank`` (what an empty cell means). Empty list for a file that is no table.

    Raises
    ------
    DxlabError: ``table-unknown``.
    """
    resource = find_resource(dataset.descriptor, table)
    if resource is None:
        known = "、".join(str(r.get("path")) for r in _dicts(dataset.descriptor.get("resources")))
        raise DxlabError(
            "table-unknown",
            f"データ {dataset.id} に、表 {table} はありません。",
            f"あるのは {known} です。",
        )
    return [
        {
            "column": field["name"],
            "title": field["title"],
            "type": TYPE_NAMES[field["type"]],
            "unit": field["unit"],
            "meaning": field["description"],
            "blank": field["blank"],
        }
        for field in fields_of(resource)
    ]
