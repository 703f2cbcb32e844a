"""``autograded/<student>/<assignment>/``: written whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from nbgrader.utils import parse_utc

_SMALL = 4096


class HasFolders(Protocol):
    """A course as far as its folders go; see ``StockCourse``."""

    @property
    def root(self) -> Path: ...

    def folder(self, step: str, lab: str, student: str = ".") -> Path: ...


@contextmanager
def staged_autograded(
    course: HasFolders,
    student: str,
    assignment: str,
    notebooks: Mapping[str, Mapping[str, Any]],
    files: Mapping[str, bytes],
) -> Iterator[None]:
    """Have the graded notebooks and their companions complete on disk, and put them in place at the end.

    What is done inside comes between: when it raises, the older folder stays.
    ``timestamp.txt`` and ``submission_secret.txt`` come along from the
    submission: nbgrader's feedback needs both. Files are read-only, as stock
    autograde leaves them.

    Raises
    ------
    OSError: disk full and the like; the older folder is then still in place.
    """
    folder = course.folder("autograded", assignment, student)
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-new-", dir=folder.parent))
    try:
        for name, notebook in notebooks.items():
            text = json.dumps(notebook, ensure_ascii=False, indent=1)
            # Outputs and answers can hold half a surrogate pair, which is no UTF-8.
            _write(fresh / f"{name}.ipynb", text.encode("utf-8", "replace"))
        for name, data in {**files, **_receipts(course.folder("submitted", assignment, student))}.items():
            _write(fresh / name, data)
        fresh.chmod(0o755)
        yield
        _swap(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def ensure_whole(course: HasFolders, assignment: str) -> None:
    """Mend what a killed writer left: an older folder goes back to its place, half-made ones away.

    Only while nobody else writes.
    """
    folders = course.folder("autograded", assignment, "*").relative_to(course.root)
    for old in course.root.glob(f"{folders.parent}/.{folders.name}-old-*"):
        folder = old.parent / old.name[1:].rpartition("-old-")[0]
        if (old / "old").is_dir() and not folder.exists():
            (old / "old").rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    for fresh in course.root.glob(f"{folders.parent}/.{folders.name}-new-*"):
        shutil.rmtree(fresh, ignore_errors=True)


def check_writable(*folders: Path) -> None:
    """These folders (made where missing) take new files; better known before an hour of grading than after.

    Raises
    ------
    OSError: it does not; the error names the folder.
    """
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(folder)) from error


def check_readable(folder: Path) -> None:
    """The folder and its plain files can be opened by whoever runs this.

    Raises
    ------
    OSError: they can't; not the trainee's doing, so no verdict on the work.
    """
    with os.scandir(folder) as entries:
        names = [entry.name for entry in entries if entry.is_file(follow_symlinks=False)]
    for name in names:
        os.close(os.open(folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK))


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
    """Two renames; what a kill between them leaves, ``ensure_whole`` mends."""
    if folder.exists():
        old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent))
        folder.rename(old / "old")
        fresh.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    else:
        fresh.rename(folder)


def read_submitted_at(folder: Path) -> datetime | None:
    """UTC time from a submission's ``timestamp.txt``, in any zone nbgrader knows; None when unreadable."""
    text = read_plain(folder / "timestamp.txt", 200).decode(errors="replace").strip()
    try:
        moment = parse_utc(text) if text else None
    except (ValueError, OverflowError, KeyError, TypeError):
        return None
    return None if moment is None else moment.replace(tzinfo=UTC)


def write_json(path: Path, value: object) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    try:
        fresh.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
