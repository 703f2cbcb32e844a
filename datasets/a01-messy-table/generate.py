"""A small workbook that people read well and machines don't: 12 rows, 8 columns, 5 rules broken.

The rules are those of the national rule book (fact E-01) that a person can see in a
table. Each is broken in one plain way, and nothing else is odd.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import numpy as np
from openpyxl import Workbook
from openpyxl.styles import PatternFill

TABLE = "messy_table.xlsx"
BROKEN = 5

BRANCHES = ("本庁", "東浜", "西浜", "山手", "川上", "川下", "北原", "南原", "谷口", "島田", "本庁")
PROCEDURES = ("転入", "転出", "転居", "住民票", "印鑑")
HEADER = ("支所", "日付", "手続き", "件数（件）", "待ち時間（分）", "窓口の数（つ）", "予約", "備考")


def make(seed: int) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return ``({"messy_table.xlsx": bytes}, truth)``; ``truth["rules"]`` are the ids of the broken rules."""
    rng = np.random.default_rng(seed)
    rules = _draw_rules(rng)
    book = Workbook()
    sheet = book.active
    sheet.title = "窓口"
    for row in _rows(rng):
        sheet.append(row)
    for rule in rules:
        _BREAKERS[rule](sheet, rng)
    return {TABLE: _bytes_of(book)}, {"rules": rules}


def _draw_rules(rng: np.random.Generator) -> list[str]:
    """Five rules; of two that look alike in a table at most one."""
    while True:
        drawn = sorted(str(rule) for rule in rng.choice(sorted(_BREAKERS), BROKEN, replace=False))
        if not any(set(pair) <= set(drawn) for pair in ALIKE):
            return drawn


def _rows(rng: np.random.Generator) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = [HEADER]
    for number, branch in enumerate(BRANCHES):
        rows.append(
            (
                branch,
                f"2026-04-{number % 5 + 1:02d}",
                str(rng.choice(PROCEDURES)),
                int(rng.integers(5, 60)),
                int(rng.integers(3, 30)),
                int(rng.integers(1, 8)),
                "あり" if number % 2 else "なし",
                "記録なし",
            )
        )
    return rows


def _two_places(rng: np.random.Generator) -> list[int]:
    """Two rows of the body, not neighbours of the header."""
    return sorted(int(row) for row in rng.choice(range(4, 12), 2, replace=False))


def _second_table(sheet: Any, rng: np.random.Generator) -> None:
    for column, values in (("A", ("機械", "読取機", "印刷機")), ("B", ("台数（台）", 4, 6))):
        for row, value in enumerate(values, 15):
            sheet[f"{column}{row}"] = value


def _memo(sheet: Any, rng: np.random.Generator) -> None:
    sheet["J3"] = "渚さんへ　あとで確かめてください"


def _spaces(sheet: Any, rng: np.random.Generator) -> None:
    for row in _two_places(rng):
        name = sheet[f"A{row}"].value
        sheet[f"A{row}"] = f"{name[0]}　　{name[1:]}"


def _two_values(sheet: Any, rng: np.random.Generator) -> None:
    for row in _two_places(rng):
        sheet[f"C{row}"] = "転入、印鑑"


def _colour(sheet: Any, rng: np.random.Generator) -> None:
    for row in _two_places(rng):
        sheet[f"E{row}"].fill = PatternFill("solid", fgColor="FFFF00")


def _merge(sheet: Any, rng: np.random.Generator) -> None:
    row = _two_places(rng)[0]
    sheet.merge_cells(f"H{row}:H{row + 1}")


def _text_in_number(sheet: Any, rng: np.random.Generator) -> None:
    for row in _two_places(rng):
        sheet[f"D{row}"] = f"{sheet[f'D{row}'].value}件"


def _left_out(sheet: Any, rng: np.random.Generator) -> None:
    row = _two_places(rng)[0]
    for below in (row, row + 1):
        sheet[f"B{below}"] = None


def _same_header(sheet: Any, rng: np.random.Generator) -> None:
    sheet["F1"] = HEADER[3]


def _spelling(sheet: Any, rng: np.random.Generator) -> None:
    for row, value in zip(_two_places(rng), ("有", "予約アリ"), strict=True):
        sheet[f"G{row}"] = value


def _no_unit(sheet: Any, rng: np.random.Generator) -> None:
    sheet["E1"] = "待ち時間"


def _dates(sheet: Any, rng: np.random.Generator) -> None:
    for row, value in zip(_two_places(rng), ("R8.4.3", "4月4日"), strict=True):
        sheet[f"B{row}"] = value


_BREAKERS: dict[str, Callable[[Any, np.random.Generator], None]] = {
    "L1-02": _second_table,
    "L1-04": _memo,
    "L1-06": _spaces,
    "L1-07": _two_values,
    "L1-11": _colour,
    "L1-12": _merge,
    "L2-01": _text_in_number,
    "L2-02": _left_out,
    "L2-03": _same_header,
    "L2-04": _spelling,
    "L3-04": _no_unit,
    "L3-05": _dates,
}
ALIKE = (("L1-02", "L1-04"), ("L1-12", "L2-02"), ("L2-02", "L3-05"), ("L2-03", "L3-04"))


def _bytes_of(book: Workbook) -> bytes:
    """The workbook without the time of day, so that one seed gives the same bytes."""
    book.properties.created = book.properties.modified = datetime(2026, 4, 1)
    raw = io.BytesIO()
    book.save(raw)
    fixed = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "docProps/core.xml":
                data = _without_save_time(data)
            new.writestr(zipfile.ZipInfo(info.filename, (2026, 4, 1, 0, 0, 0)), data)
    return fixed.getvalue()


def _without_save_time(data: bytes) -> bytes:
    """openpyxl writes the moment of saving as the time of change."""
    head, mark, rest = data.partition(b"<dcterms:modified")
    inside, end, tail = rest.partition(b"</dcterms:modified>")
    return head + mark + inside.partition(b">")[0] + b">2026-04-01T00:00:00Z" + end + tail
