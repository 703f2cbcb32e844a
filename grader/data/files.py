"""Tables as files: UTF-8 CSV, written whole or not at all."""

from __future__ import annotations

import csv
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.data.dataset import Table


def table_bytes(table: Table) -> bytes:
    """The bytes of a table's file: CSV in UTF-8 with ``\\n``; bytes stay as they are.

    Text keeps its leading zeros, a missing value is an empty cell, the index is not written.
    """
    if isinstance(table, bytes):
        return table
    text = table.to_csv(index=False, lineterminator="\n")
    if "\r" in text:
        # Before Python 3.13 csv leaves a lone carriage return unquoted, and readers see a new row.
        text = table.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    return text.encode("utf-8")


def write_table(path: Path, table: Table) -> None:
    """Write a table's file. A reader sees the old file or the whole new one.

    Raises
    ------
    OSError: the folder is missing or not writable, or the disk is full; nothing is left behind.
    """
    data = table_bytes(table)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        aside.chmod(0o644)  # mkstemp's 0600 would hide the file from trainees
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
