"""``autograded/<student>/<lab>/``: written whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grader.stock.config import StockCourse

_SMALL = 4096


def write_autograded(
    course: StockCourse, student: str, lab: str, notebook: Mapping[str, Any], files: Mapping[str, bytes]
) -> Path:
    """Write the graded notebook and its companions, replacing an older folder.

    ``timestamp.txt`` and ``submission_secret.txt`` come along from the
    submission: nbgrader's feedback needs both. Files are read-only, as stock
    autograde leaves them.

    Raises
    ------
    OSError: disk full and the like; the older folder is then still in place.
    """
    folder = course.folder("autograded", lab, student)
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{lab}-", dir=folder.parent))
    try:
        text = json.dumps(notebook, ensure_ascii=False, indent=1)
        _write(fresh / f"{lab}.ipynb", text.encode())
        for name, data in {**files, **_receipts(course.folder("submitted", lab, student))}.items():
            _write(fresh / name, data)
        fresh.chmod(0o755)
        _swap(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return folder


def read_plain(path: Path, limit: int) -> bytes:
    """Bytes of a regular file; b"" when it is missing, a link, special or larger than ``limit``."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return b""
    try:
        info = os.fstat(descriptor)
        if not stat.S_ISREG(info.st_mode) or info.st_size > limit:
            return b""
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(limit)
    finally:
        os.close(descriptor)


def _receipts(submitted: Path) -> dict[str, bytes]:
    names = ("timestamp.txt", "submission_secret.txt")
    found = {name: read_plain(submitted / name, _SMALL) for name in names}
    return {name: data for name, data in found.items() if data}


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    path.chmod(0o444)


def _swap(fresh: Path, folder: Path) -> None:
    """Two renames; a kill between them leaves no folder, and the next run grades again."""
    if folder.exists():
        old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent))
        folder.rename(old / "old")
        fresh.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    else:
        fresh.rename(folder)
