"""Tables that a spreadsheet opens without garbling and without running anything."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def escape_formula(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def write_csv(path: Path, table: pd.DataFrame) -> None:
    """Write UTF-8 with a byte order mark (Excel needs it), formulas escaped, whole or not at all."""
    escaped = table.map(escape_formula).rename(columns=escape_formula)
    aside = path.with_name(f".{path.name}.part")
    try:
        escaped.to_csv(aside, index=False, encoding="utf-8-sig", lineterminator="\r\n")
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
