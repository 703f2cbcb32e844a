"""Tables for a terminal with two-column letters, and CSV that a spreadsheet opens safely."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from grader.cli.layout import width_of

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def build_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines with aligned columns; the last column is not padded."""
    cells = [header, *rows]
    widths = [max(width_of(row[i]) for row in cells) for i in range(len(header))]
    lines = []
    for row in cells:
        padded = [cell + " " * (width - width_of(cell)) for cell, width in zip(row, widths, strict=True)]
        lines.append("  ".join(padded).rstrip())
    return [lines[0], "─" * min(sum(widths) + 2 * (len(widths) - 1), 100), *lines[1:]]


def csv_bytes(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """CSV with byte order mark; a cell that a spreadsheet would run as a formula gets a leading quote."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()
