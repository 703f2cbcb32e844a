"""The workbook in which a fictional city keeps the use of its community halls.

A person reads it easily: merged headings, subtotals, colours, a sheet a month.
A program doesn't. ``form="kami"`` is that workbook; ``form="list"`` is a plain
list into which single faults can be planted, for exercises that look for them.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

BOOK = "kami_facility_usage_R7.xlsx"
CITY_CODE = "009202"  # no prefecture has 00
SLOTS = ("午前", "午後", "夜間")
CLOSED = PatternFill("solid", fgColor="FFFF99")
DECORATION = PatternFill("solid", fgColor="DDDDDD")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
STATES = {"-": "該当なし", "…": "未集計", "": "未回答"}

# district, official name, another way in which somebody writes it
HALLS = (
    ("北部", "緑が丘公民館", "緑ヶ丘公民館"),
    ("北部", "若葉台公民館", "若葉台 公民館"),
    ("北部", "北原公民館", "北原公民館　"),
    ("中部", "本町公民館", "本町 公民館"),
    ("中部", "髙砂公民館", "高砂公民館"),
    ("南部", "東浜公民館", "東浜公民舘"),
    ("南部", "西浜公民館", "西濱公民館"),
    ("南部", "南原公民館", "南原　公民館"),
)
RULES = (
    "L1-02", "L1-03", "L1-04", "L1-06", "L1-07", "L1-08",
    "L1-11", "L1-12", "L1-13", "L2-01", "L2-03", "L3-05",
)  # fmt: skip
PLAIN = ("年月", "施設ID", "施設名", "地区", "時間帯", "件数", "人数")


class Use(NamedTuple):
    """One hall, one month, one part of the day."""

    ym: str
    hall: int
    slot: str
    count: int | None
    people: int | None
    state: str
    note: str


def make(
    seed: int,
    form: str = "kami",
    months: int = 12,
    halls: int = 8,
    year: int = 7,
    header_rows: int = 2,
    wide_slot: bool = False,
    rules: str = "",
    way: int = -1,
) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return ``({BOOK: bytes}, truth)``; the same seed gives the same bytes.

    Parameters
    ----------
    form: ``kami`` for the city's workbook, ``list`` for a plain list with planted faults.
    months: sheets, from April on; the last ones of a fiscal year are those of the next calendar year.
    halls: how many halls, at most eight.
    year: fiscal year of the Reiwa era.
    header_rows: two, or three with one more heading above the parts of the day.
    wide_slot: the evening has a third column.
    rules: for ``list``: ids of the planted faults, with commas; ``all`` for all twelve.
    way: which of three forms each planted fault takes (0, 1, 2); -1 draws it.

    ``truth``: ``rules`` (ids of broken rules), ``headers`` (flat names), ``table`` (tidy), ``sheets``.
    """
    rng = np.random.default_rng(seed)
    if form == "list":
        planted = RULES if rules == "all" else tuple(r for r in rules.split(",") if r)
        if unknown := set(planted) - set(RULES):
            raise ValueError(f"規則 {'、'.join(sorted(unknown))} はありません。")
        return {BOOK: _saved(_list_book(rng, planted, way))}, {"rules": sorted(planted)}
    if form != "kami":
        raise ValueError("form は kami か list です。")
    uses = _uses(rng, _months(year, months), halls)
    book = _kami_book(rng, uses, halls, year, header_rows, wide_slot)
    truth = {
        "rules": sorted(set(RULES) - {"L1-02", "L1-03"}),
        "headers": _headers(header_rows, wide_slot),
        "table": _tidy(uses),
        "sheets": [_sheet_name(ym, i) for i, ym in enumerate(_months(year, months))],
    }
    return {BOOK: _saved(book)}, truth


# --- what happened ------------------------------------------------------------------------


def _months(year: int, n: int) -> list[str]:
    """The last ``n`` months' names are kept when there are fewer than twelve, so that a new year is in."""
    first = 2018 + year
    all_months = [f"{first + (m > 12)}-{(m - 1) % 12 + 1:02d}" for m in range(4, 16)]
    return all_months if n >= 12 else [*all_months[: n - 1], all_months[-1]]


def _uses(rng: np.random.Generator, months: list[str], halls: int) -> list[Use]:
    found = []
    for ym in months:
        closed = int(rng.integers(halls))
        notes = {closed: "①空調の工事で休館", int(rng.integers(halls)): "㈱潮見の講座"}
        for hall in range(halls):
            for slot in SLOTS:
                found.append(
                    _use(rng, ym, hall, slot, hall == closed and slot == "夜間", notes.get(hall, ""))
                )
    return found


def _use(rng: np.random.Generator, ym: str, hall: int, slot: str, closed: bool, note: str) -> Use:
    if closed:
        return Use(ym, hall, slot, None, None, "休館", note)
    kind = rng.choice(["use", "none", "-", "…", ""], p=[0.8, 0.06, 0.05, 0.05, 0.04])
    if kind in STATES:
        return Use(ym, hall, slot, None, None, STATES[kind], note)
    count = 0 if kind == "none" else int(rng.integers(3, 60))
    return Use(ym, hall, slot, count, count * int(rng.integers(8, 40)), "実績", note)


def _tidy(uses: list[Use]) -> pd.DataFrame:
    rows = [
        (u.ym, CITY_CODE, f"K{u.hall + 1:02d}", HALLS[u.hall][1], u.slot, u.count, u.people, u.state, u.note)
        for u in uses
    ]
    columns = ["年月", "全国地方公共団体コード", "施設ID", "施設名", "時間帯", "件数", "人数", "状態", "備考"]
    table = pd.DataFrame(rows, columns=columns)
    return table.astype({"件数": "Int64", "人数": "Int64"})


# --- the workbook for people ----------------------------------------------------------------


def _sheet_name(ym: str, i: int) -> str:
    year, month = ym.split("-")
    if int(month) < 4:
        return f"R{int(year) - 2018}.{int(month)}月"
    return f"{int(month)}月".translate(WIDE) if i % 2 == 0 else f"{int(month)}月"


def _measures(slot: str, wide: bool) -> tuple[str, ...]:
    return ("件数", "人数", "市外") if wide and slot == "夜間" else ("件数", "人数")


def _headers(header_rows: int, wide: bool) -> list[str]:
    above = "利用_" if header_rows == 3 else ""
    slots = [f"{above}{slot}_{m}" for slot in SLOTS for m in _measures(slot, wide)]
    return ["地区", "施設名", *slots, "合計_件数", "合計_人数", "備考"]


def _kami_book(
    rng: np.random.Generator, uses: list[Use], halls: int, year: int, header_rows: int, wide: bool
) -> Workbook:
    book = Workbook()
    book.remove(book.active)
    by_month: dict[str, list[Use]] = {}
    for use in uses:
        by_month.setdefault(use.ym, []).append(use)
    for i, (ym, month) in enumerate(by_month.items()):
        ws = book.create_sheet(_sheet_name(ym, i))
        ws["A1"] = f"令和{str(year).translate(WIDE)}年度　公民館利用状況（{int(ym[5:])}月分）"
        ws["A2"] = "※黄色は休館"
        top = 4
        _write_header(ws, top, header_rows, wide)
        _write_month(rng, ws, top + header_rows, month, halls, wide)
    _write_definition(book, halls, year)
    old = book.copy_worksheet(book.worksheets[0])
    old.title, old.sheet_state = "旧4月", "hidden"
    return book


def _write_header(ws: Any, top: int, rows: int, wide: bool) -> None:
    bottom = top + rows - 1
    for column, text in ((1, "地区"), (2, "施設名")):
        ws.cell(top, column, text)
        ws.merge_cells(start_row=top, end_row=bottom, start_column=column, end_column=column)
    column = 3
    for slot in (*SLOTS, "合計"):
        names = _measures(slot, wide)
        first_row = top + (1 if rows == 3 and slot != "合計" else 0)
        ws.cell(first_row, column, slot)
        _merge(ws, first_row, bottom - 1, column, column + len(names) - 1)
        for offset, name in enumerate(names):
            ws.cell(bottom, column + offset, name[0] + "\n" + name[1:])
        column += len(names)
    ws.cell(bottom, column, "備考")  # nothing above it: whoever fills to the right gets 合計_備考
    if rows == 3:
        ws.cell(top, 3, "利用")
        _merge(ws, top, top, 3, column - 3)


def _merge(ws: Any, first_row: int, last_row: int, first: int, last: int) -> None:
    ws.merge_cells(start_row=first_row, end_row=last_row, start_column=first, end_column=last)


def _write_month(
    rng: np.random.Generator, ws: Any, row: int, month: list[Use], halls: int, wide: bool
) -> None:
    whole: list[Use] = []
    for district in dict.fromkeys(h[0] for h in HALLS[:halls]):
        first = row
        ws.cell(row, 1, district)
        members = [i for i in range(halls) if HALLS[i][0] == district]
        here = [use for use in month if use.hall in members]
        for hall in members:
            ws.cell(row, 2, HALLS[hall][1 + int(rng.random() < 0.3)])
            _write_row(rng, ws, row, [use for use in here if use.hall == hall], wide)
            row += 1
        ws.cell(row, 2, "小　計")
        _write_sums(ws, row, here, wide)
        _merge(ws, first, row, 1, 1)
        row += 1
        whole += here
    ws.cell(row, 1, "合　計")
    _write_sums(ws, row, whole, wide)


def _write_row(rng: np.random.Generator, ws: Any, row: int, uses: list[Use], wide: bool) -> None:
    column = 3
    for use in uses:
        names = _measures(use.slot, wide)
        for name in names:
            cell = ws.cell(row, column, _shown(rng, use, name))
            if use.state == "休館":
                cell.fill = CLOSED
            column += 1
    ws.cell(row, column, sum(use.count or 0 for use in uses))
    ws.cell(row, column + 1, sum(use.people or 0 for use in uses))
    ws.cell(row, column + 2, uses[0].note or None)


def _shown(rng: np.random.Generator, use: Use, name: str) -> Any:
    """The cell as somebody typed it."""
    if use.state != "実績":
        return {state: mark or None for mark, state in STATES.items()}.get(use.state)
    value = {"件数": use.count, "人数": use.people}.get(name, 0)
    way = rng.random()
    if way < 0.15:
        return f"{value:,}" + ("人" if name == "人数" else "件")
    return str(value).translate(WIDE) if way < 0.25 else value


def _write_sums(ws: Any, row: int, uses: list[Use], wide: bool) -> None:
    column = 3
    for slot in (*SLOTS, "合計"):
        chosen = uses if slot == "合計" else [use for use in uses if use.slot == slot]
        for name in _measures(slot, wide):
            kept = [use.people if name == "人数" else use.count for use in chosen]
            ws.cell(row, column, 0 if name == "市外" else sum(v or 0 for v in kept)).fill = DECORATION
            column += 1


def _write_definition(book: Workbook, halls: int, year: int) -> None:
    ws = book.create_sheet("定義")
    lines = [
        ("年度", f"令和{year}年度", None),
        ("全国地方公共団体コード", CITY_CODE, None),
        ("記号", "-", "該当なし"),
        ("記号", "…", "未集計"),
        ("記号", "空欄", "未回答"),
        ("色", "黄色", "休館"),
        *(("施設", f"K{i + 1:02d}", "|".join(HALLS[i][1:])) for i in range(halls)),
    ]
    for line in lines:
        ws.append(line)


# --- the plain list, and single faults ---------------------------------------------------------


def _list_book(rng: np.random.Generator, planted: tuple[str, ...], way: int) -> Workbook:
    """A tidy list of twelve rows; each planted fault breaks one rule and no other."""
    book = Workbook()
    ws = book.active
    ws.title = "データ"
    ws.append(PLAIN)
    for i in range(12):
        ym = f"2025-{4 + i // 3:02d}"
        name, district = HALLS[3][1], HALLS[3][0]
        ws.append((ym, "K04", name, district, SLOTS[i % 3], int(rng.integers(60)), int(rng.integers(900))))
    for rule in sorted(planted, key=_LAST_FIRST.index):
        _PLANT[rule](ws, int(rng.integers(5, 8)), int(rng.integers(3)) if way < 0 else way % 3)
    return book


def _second_table(ws: Any, row: int, way: int) -> None:
    start = ws.max_row + 2
    for offset, line in enumerate((("職員名簿", "人数", "年度"), ("館長", 1, 2025), ("主事", 3, 2025))):
        for column, value in enumerate(line, 1):
            ws.cell(start + offset, column, value)


def _split(ws: Any, row: int, way: int) -> None:
    ws.insert_rows(8)


def _memo(ws: Any, row: int, way: int) -> None:
    ws.cell(ws.max_row + 2, 1, "※担当に確認中")


def _padded(ws: Any, row: int, way: int) -> None:
    ws.cell(row, 4, ("中　部", "　中部", "中部 ")[way])


def _two_values(ws: Any, row: int, way: int) -> None:
    ws.cell(row, 5, ("午前、午後", "午前\n午後", "午前／午後")[way])


def _odd_letter(ws: Any, row: int, way: int) -> None:
    ws.cell(row, 3, ("①本町", "㈱本町", "本町Ⅱ")[way])


def _coloured(ws: Any, row: int, way: int) -> None:
    cell = ws.cell(row, 6)
    cell.fill = CLOSED
    if way == 1:
        cell.value = None  # a colour may be all that a cell holds


def _merged(ws: Any, row: int, way: int) -> None:
    # Above row 5, where the other faults stand: merging empties cells.
    area = ("D2:D4", "C3:D3", "G2:G3")[way]
    ws.merge_cells(area)


def _hidden(ws: Any, row: int, way: int) -> None:
    if way == 0:
        ws.parent.create_sheet("控え").sheet_state = "hidden"
    elif way == 1:
        ws.row_dimensions[row].hidden = True
    else:
        ws.column_dimensions[get_column_letter(4)].hidden = True


def _number_text(ws: Any, row: int, way: int) -> None:
    ws.cell(row, 7, ("1,234人", "約20", "△3")[way])


def _same_names(ws: Any, row: int, way: int) -> None:
    ws.cell(1, 7, ws.cell(1, 6).value)


def _era(ws: Any, row: int, way: int) -> None:
    if way == 0:
        ws.title = "４月"
    else:
        ws.cell(row, 1, ("", "令和7年4月", "R7.4")[way])


_PLANT = {
    "L1-02": _second_table, "L1-03": _split, "L1-04": _memo, "L1-06": _padded, "L1-07": _two_values,
    "L1-08": _odd_letter, "L1-11": _coloured, "L1-12": _merged, "L1-13": _hidden, "L2-01": _number_text,
    "L2-03": _same_names, "L3-05": _era,
}  # fmt: skip
# Cells first, then what moves or hides them.
_LAST_FIRST = (
    "L1-12", "L1-06", "L1-08", "L1-07", "L1-11", "L2-01", "L2-03", "L3-05",
    "L1-13", "L1-03", "L1-02", "L1-04",
)  # fmt: skip


# --- bytes ------------------------------------------------------------------------------------


def _saved(book: Workbook) -> bytes:
    """The file, with no trace of when it was written."""
    written = io.BytesIO()
    book.properties.creator = "生涯学習課"
    book.properties.created = dt.datetime(2026, 4, 1)
    book.save(written)
    fixed = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2026-04-01T00:00:00Z", data)
            new.writestr(zipfile.ZipInfo(info.filename, (2026, 4, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
