"""The one place that touches a submission's folder: looks without following, reads plain files only."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

#: Entries that are looked at; a folder with a million names costs no more than one with these.
MAX_ENTRIES = 2_000
MAX_DEPTH = 8
#: Nobody needs to look into these: editors and the trainee's own notes.
IGNORED = frozenset(
    (".ipynb_checkpoints", "__pycache__", ".dxlab", "old-answers", ".DS_Store", "Thumbs.db", "desktop.ini")
)


class Unreadable(Exception):
    """No notebook can be read from the submission; the text is Japanese."""


@dataclass(frozen=True)
class Entry:
    """One name below the folder, as ``lstat`` saw it.

    Attributes
    ----------
    path: relative, parts joined with "/".
    kind: ``file``, ``folder``, ``link``, ``shared`` (a file with a second name) or ``special``.
    """

    path: str
    kind: str
    size: int = 0
    mtime: int = 0

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


def list_entries(folder: Path, first: Collection[str] = ()) -> tuple[list[Entry], bool]:
    """Entries below ``folder``, following no link, and whether the list was cut.

    ``first`` are names at the top that are listed even when the rest is cut.

    Raises
    ------
    Unreadable: the folder is missing, no folder, or a link.
    """
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError as error:
        raise Unreadable("提出フォルダを開けませんでした。") from error
    try:
        known = [entry for name in first if (entry := _look_up(handle, name))]
        rest = _walk(handle, "", 0)
        found = {entry.path: entry for entry in known}
        for entry in rest:
            if len(found) >= MAX_ENTRIES:
                return list(found.values()), True
            found[entry.path] = entry
        return list(found.values()), False
    finally:
        os.close(handle)


def read_entry(folder: Path, name: str, limit: int) -> bytes:
    """Bytes of a plain file that ``list_entries`` listed; never follows a link, never waits on a pipe.

    Raises
    ------
    ValueError: no plain file of its own, or larger than ``limit``.
    OSError: can't be opened.
    """
    descriptor = os.open(folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with open(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if _kind(status) != "file" or status.st_size > limit:
            raise ValueError("not a plain file of an acceptable size")
        return file.read(limit)


def _look_up(handle: int, name: str) -> Entry | None:
    try:
        return _entry(name, os.stat(name, dir_fd=handle, follow_symlinks=False))
    except OSError:
        return None


def _walk(handle: int, above: str, depth: int) -> Iterator[Entry]:
    with os.scandir(handle) as names:
        for found in names:
            try:
                entry = _entry(above + found.name, found.stat(follow_symlinks=False))
            except OSError:
                continue
            yield entry
            if entry.kind == "folder" and depth < MAX_DEPTH and found.name not in IGNORED:
                yield from _walk_below(handle, found.name, entry.path, depth + 1)


def _walk_below(handle: int, name: str, path: str, depth: int) -> Iterator[Entry]:
    try:
        below = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=handle)
    except OSError:
        return
    try:
        yield from _walk(below, f"{path}/", depth)
    finally:
        os.close(below)


def _entry(path: str, status: os.stat_result) -> Entry:
    return Entry(path, _kind(status), status.st_size, status.st_mtime_ns)


def _kind(status: os.stat_result) -> str:
    if stat.S_ISDIR(status.st_mode):
        return "folder"
    if stat.S_ISLNK(status.st_mode):
        return "link"
    if not stat.S_ISREG(status.st_mode):
        return "special"
    # A second name for somebody else's file would hand in that file.
    return "file" if status.st_nlink == 1 else "shared"
