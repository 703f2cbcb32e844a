"""The folder into which divisions drop their monthly report, with what goes wrong in such a folder.

``inbox.zip`` holds the folder; ``truth["files"]`` holds the same files as bytes, for
checks that fill a folder themselves. One report has one row: month, division
code, division name, number of cases, hours.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import numpy as np
from openpyxl import Workbook

ARCHIVE = "inbox.zip"
COLUMNS = ("年月", "課コード", "課名", "件数", "時間")
NAMES = ("総務課", "市民課", "税務課", "福祉課", "環境課", "道路課", "水道課", "教育課")
STAMP = (2026, 4, 1, 0, 0, 0)
OTHER_YEAR = 1  # the wrong report is of the same month a year before
DEFECTS = ("temporary", "hidden", "wrong_month", "duplicate", "half_written", "password_like")


def make(
    seed: int, n: int = 24, n_xlsx: int = 24, ym: str = "2026-06", defects: bool = True
) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return ``({"inbox.zip": archive}, truth)``.

    Parameters
    ----------
    n: how many divisions report properly, 2 to 68.
    n_xlsx: how many of these reports are workbooks; the rest are CSV files,
        in turn CP932 and UTF-8 with a mark at the start.
    ym: the month that the reports are for.
    defects: plant one of each: a temporary file (``~$``), a hidden file, a report of
        the wrong year, a copy under another name, a half-written file, a good report
        whose name looks like a password (its division counts among the ``n``).

    ``truth``
    ---------
    ``files``: name -> bytes. ``rows``: the right rows, by division code. ``good``: names read.
    ``planted``: defect -> file name. ``same``: name of the copy -> name of its original.

    Raises
    ------
    ValueError: a knob is out of its range.
    """
    if not (2 <= n <= 68 and 0 <= n_xlsx <= n):
        raise ValueError(f"n は 2 から 68、n_xlsx は 0 から n までの数です（指定: {n}、{n_xlsx}）")
    rng = np.random.default_rng([seed, 0])
    rows = [_row(i, ym, rng) for i in range(n)]
    files = {_name(row, ym, i < n_xlsx): _report(row, i, i < n_xlsx) for i, row in enumerate(rows)}
    good = sorted(files)
    planted: dict[str, str] = {}
    same: dict[str, str] = {}
    if defects:
        planted = _plant(files, rows[-1], n, ym, rng)
        same = {planted["duplicate"]: planted.pop("original")}
        good = sorted(set(files) - set(planted.values()) | {planted["password_like"]})
    truth = {
        "files": dict(sorted(files.items())),
        "rows": rows,
        "good": good,
        "ym": ym,
        "planted": planted,
        "same": same,
    }
    return {ARCHIVE: _archive(truth["files"])}, truth


def _row(i: int, ym: str, rng: np.random.Generator) -> dict[str, Any]:
    name = f"{NAMES[i % len(NAMES)]}第{i // len(NAMES) + 1}係"
    cases, hours = int(rng.integers(20, 400)), float(rng.integers(10, 300)) / 2
    return dict(zip(COLUMNS, (ym, f"{i + 1:03d}", name, cases, hours), strict=True))


def _name(row: dict[str, Any], ym: str, xlsx: bool) -> str:
    return f"報告_{row['課コード']}_{ym.replace('-', '')}.{'xlsx' if xlsx else 'csv'}"


def _report(row: dict[str, Any], i: int, xlsx: bool) -> bytes:
    columns = COLUMNS if i % 3 else (*COLUMNS[1:], COLUMNS[0])  # every third has another order
    cells = [row[c] for c in columns]
    if xlsx:
        return _workbook(columns, cells)
    text = ",".join(columns) + "\r\n" + ",".join(map(str, cells)) + "\r\n"
    return text.encode("cp932" if i % 2 else "utf-8-sig")


def _plant(files: dict[str, bytes], last: dict[str, Any], n: int, ym: str, rng: Any) -> dict[str, str]:
    """Add one file of each defect; the last division's report gets the odd name."""
    names = list(files)
    original, extra = names[int(rng.integers(0, n - 1))], "." + names[-1].rsplit(".", 1)[1]
    wrong = dict(last) | {"年月": f"{int(ym[:4]) - OTHER_YEAR}{ym[4:]}", "課コード": f"{n + 1:03d}"}
    planted = {
        "temporary": "~$" + original,
        "hidden": "." + original,
        "wrong_month": f"報告_{wrong['課コード']}_{ym.replace('-', '')}.csv",
        "duplicate": "コピー" + original,
        "half_written": f"報告_{n + 2:03d}_{ym.replace('-', '')}.xlsx",
        "password_like": f"pass_Shio2026{extra}",
        "original": original,
    }
    files[planted["password_like"]] = files.pop(names[-1])
    files[planted["temporary"]] = b"\x05owner"
    files[planted["hidden"]] = b"\x00"
    files[planted["wrong_month"]] = _report(wrong, 1, False)
    files[planted["duplicate"]] = files[original]
    files[planted["half_written"]] = _workbook(COLUMNS, [last[c] for c in COLUMNS])[:1500]
    return planted


def _workbook(columns: tuple[str, ...], cells: list[Any]) -> bytes:
    book = Workbook()
    book.properties.created = book.properties.modified = dt.datetime(*STAMP)
    book.active.append(columns)
    book.active.append(cells)
    written, fixed = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(fixed, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "docProps/core.xml":  # saving writes the time of day into it
                data = _without_time(data)
            new.writestr(zipfile.ZipInfo(info.filename, STAMP), data, zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def _without_time(core: bytes) -> bytes:
    start = core.index(b"<dcterms:modified")
    a, b = core.index(b">", start) + 1, core.index(b"</dcterms:modified")
    return core[:a] + b"2026-04-01T00:00:00Z" + core[b:]


def _archive(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo("inbox/" + name, STAMP), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
