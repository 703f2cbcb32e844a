"""nbgrader's collect step, made safe against what trainees leave in the exchange.

The course's config names this class, so ``nbgrader collect`` and formgrader's
button use it too. Stock follows links and stops for everybody at one odd name.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect

STUDENT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")

#: Folders that nobody needs, among them a trainee's own notes: hint counts, old answers and the learning type stay theirs.
_LEFT_BEHIND = {".ipynb_checkpoints", "__pycache__", ".dxlab", "old-answers", "learning-type"}
MAX_FILES = 200
MAX_BYTES = 50_000_000
_MAX_PROBLEMS = 20


class SafeCollect(ExchangeCollect):
    """ExchangeCollect that copies plain files only and goes on after a bad hand-in.

    Attributes
    ----------
    wanted: only these people are collected; None = whoever handed in.
    on_done: called with each person's id.
    problems: student -> Japanese sentences.
    """

    src_records: list[dict[str, Any]]
    wanted: frozenset[str] | None = None
    on_done: Callable[[str], None] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.problems: dict[str, list[str]] = {}

    def _path_to_record(self, path: str) -> dict[str, Any]:
        found = parse_folder_name(Path(path).name, self.coursedir.assignment_id)
        name = Path(path).name
        return {
            "username": found[0] if found else "",
            "filename": name,
            "timestamp": found[1] if found else _OLD,
        }

    def copy_files(self) -> None:
        records = [r for r in self.src_records if r["username"]]
        if self.wanted is not None:
            records = [r for r in records if r["username"] in self.wanted]
        for record in sorted(records, key=lambda r: str(r["username"])):
            self.src_records = [record]
            try:
                super().copy_files()
            except (OSError, ValueError) as error:
                if getattr(error, "errno", None) in (28, 122):  # disk or quota full: everybody's problem
                    raise
                self.problems.setdefault(record["username"], []).append(
                    f"回収できませんでした（{_shown(str(error))}）。"
                )
            if self.on_done:
                self.on_done(record["username"])

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        found = parse_folder_name(Path(src).name, self.coursedir.assignment_id)
        student = found[0] if found else Path(src).name
        problems = copy_plain_files(Path(src), Path(dest))
        if found:
            # The folder's name decides; the text inside belongs to the trainee and could be anything.
            (Path(dest) / "timestamp.txt").write_text(f"{found[1].isoformat(sep=' ')} UTC", encoding="utf-8")
        if problems:
            self.problems.setdefault(student, []).extend(problems)


_OLD = datetime(1970, 1, 1)


def parse_folder_name(name: str, lab: str) -> tuple[str, datetime] | None:
    """(student, UTC time without zone) of ``student+lab+time UTC[+random]``; None when it is not one."""
    parts = name.split("+")
    if len(parts) not in (3, 4) or parts[1] != lab or not STUDENT_ID.fullmatch(parts[0]):
        return None
    try:
        moment = datetime.strptime(parts[2], "%Y-%m-%d %H:%M:%S.%f UTC")
    except ValueError:
        return None
    return parts[0], moment


def copy_plain_files(src: Path, dest: Path) -> list[str]:
    """Copy regular files only, following no link, within limits; returns Japanese problems.

    Notebooks come first, so that they survive when the limits cut something off.
    """
    dest.mkdir(parents=True)
    problems: list[str] = []
    room, left_out = MAX_BYTES, 0
    for number, (folder, name, descriptor) in enumerate(_plain_files(src, problems), 1):
        with open(descriptor, "rb") as file:
            info = os.fstat(descriptor)
            if number > MAX_FILES:
                problems.append(f"ファイルが{MAX_FILES}個より多いため、残りは回収しませんでした。")
                break
            if info.st_size > room:
                left_out += 1
                if left_out <= _MAX_PROBLEMS:
                    problems.append(f"「{_shown(name)}」は大きすぎるため、回収しませんでした。")
                continue
            room -= info.st_size
            target = dest / folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read(info.st_size))
            os.utime(target, ns=(info.st_atime_ns, info.st_mtime_ns))
    return problems[:_MAX_PROBLEMS]


def _plain_files(src: Path, problems: list[str]) -> Iterator[tuple[Path, str, int]]:
    """(folder relative to src, name, open descriptor); opened in a held folder, so no link slips in."""
    for root, folders, names, handle in os.fwalk(src, follow_symlinks=False):
        relative = Path(root).relative_to(src)
        folders[:] = sorted(f for f in folders if f not in _LEFT_BEHIND and _is_plain_name(f))[:50]
        if len(relative.parts) > 8:
            folders[:] = []
        for name in sorted(names, key=lambda n: (not n.endswith(".ipynb"), n != "answers.json", n)):
            descriptor = _open_plain(name, handle) if _is_plain_name(name) else None
            if descriptor is not None:
                yield relative, name, descriptor
            elif len(problems) < _MAX_PROBLEMS:
                problems.append(f"「{_shown(name)}」は通常のファイルではないため、回収しませんでした。")


def _is_plain_name(name: str) -> bool:
    """No control character, no bytes that are no text, nothing that a command takes for an option."""
    return name.isprintable() and not name.startswith("-")


def _open_plain(name: str, handle: int) -> int | None:
    """An open descriptor; None for links, special files, and files with a second name elsewhere.

    A hard link would hand in somebody else's file as one's own.
    """
    try:
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=handle)
    except OSError:
        return None
    info = os.fstat(descriptor)
    if not stat.S_ISREG(info.st_mode) or info.st_nlink > 1:
        os.close(descriptor)
        return None
    return descriptor


def _shown(name: str) -> str:
    """A hostile file name made safe for a terminal and a page."""
    text = "".join(c if c.isprintable() else "?" for c in name)
    return text.replace("<", "＜").replace(">", "＞")[:60]
