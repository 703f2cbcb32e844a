"""Bytes that claim to be a notebook, parsed with bounded work.

Size, nesting and the number of values are looked at before ``json.loads``
builds anything: 20 MB of ``[],[],…`` would become half a gigabyte of lists.
"""

from __future__ import annotations

import codecs
import json
import re
from itertools import accumulate
from typing import Any

from grader.engine.folder import Unreadable

Cell = dict[str, Any]

MAX_DEPTH = 60
MAX_CONTAINERS = 300_000
MAX_VALUES = 3_000_000
MAX_QUOTES = 2_000_000
_LONG_INT = 20

# An unfinished text runs to the end, so that every byte is read once whatever comes.
_TEXT = re.compile(rb'"(?:[^"\\]++|\\.)*+(?:"|\Z)', re.DOTALL)
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_STEP = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}

# Read by the instructor, and by the person on the feedback page.
_BROKEN = "ノートブックのファイルがこわれていて、読めません。もう一度保存して提出してください。"
_TOO_MUCH = (
    "ノートブックの中身が多すぎるか、入れ子が深すぎて読めません。ふつうに保存したものを提出してください。"
)
_NO_NOTEBOOK = "ノートブックの形をしていません。別のファイルを提出していないか、確かめてください。"


def parse_cells(data: bytes) -> tuple[list[Cell], list[str]]:
    """Cells of a notebook and remarks for the instructor.

    Cells are dicts; nothing else about them is promised. Of a key given twice the
    last one counts, as it does for nbformat.

    Raises
    ------
    Unreadable: no JSON, too deep, too many values, no notebook.
    """
    text, remarks = _decode(data)
    _check_shape(text.encode("utf-8", "replace"))
    try:
        # Long integers and NaN stand in outputs at most, and outputs are never used.
        notebook = json.loads(text, parse_int=_parse_int, parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        raise Unreadable(_BROKEN) from error
    cells = _cells_of(notebook)
    if cells is None:
        raise Unreadable(_NO_NOTEBOOK)
    return [cell for cell in cells if isinstance(cell, dict)], remarks


def text_of(cell: Cell) -> str:
    """Source of a cell as one text that can be written as UTF-8 (half surrogates become ?)."""
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    return source.encode("utf-8", "replace").decode() if isinstance(source, str) else ""


def _decode(data: bytes) -> tuple[str, list[str]]:
    """Text of the file; an editor's UTF-16 or Shift_JIS is read too, and said."""
    encodings = ["utf-8-sig", "cp932"]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8-sig":
            return text, []
        return text, ["ノートブックの文字コードがUTF-8ではありませんでした。読みかえて採点しました。"]
    raise Unreadable(_BROKEN)


def _check_shape(data: bytes) -> None:
    if data.count(b'"') > MAX_QUOTES:
        raise Unreadable(_TOO_MUCH)
    structure = _TEXT.sub(b"", data)
    brackets = structure.translate(None, _NOT_BRACKETS)
    if len(brackets) > 2 * MAX_CONTAINERS or structure.count(b",") > MAX_VALUES:
        raise Unreadable(_TOO_MUCH)
    if max(accumulate(_STEP[b] for b in brackets), default=0) > MAX_DEPTH:
        raise Unreadable(_TOO_MUCH)


def _parse_int(text: str) -> int:
    return int(text) if len(text) <= _LONG_INT else 0


def _cells_of(notebook: Any) -> list[Any] | None:
    if not isinstance(notebook, dict):
        return None
    cells = notebook.get("cells")
    return cells if isinstance(cells, list) else _cells_of_format_3(notebook)


def _cells_of_format_3(notebook: dict[str, Any]) -> list[Any] | None:
    """Cells of an old notebook (nbformat 3), whose code stands under ``input``."""
    sheets = notebook.get("worksheets")
    if not isinstance(sheets, list):
        return None
    lists = [s["cells"] for s in sheets if isinstance(s, dict) and isinstance(s.get("cells"), list)]
    found = [cell for cells in lists for cell in cells if isinstance(cell, dict)]
    return [{**c, "source": c.get("input", c.get("source", ""))} for c in found] if lists else None
