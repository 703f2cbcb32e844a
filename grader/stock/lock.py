"""Only one dxlab at a time changes a course."""

from __future__ import annotations

import contextlib
import fcntl
import getpass
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from grader.errors import DxlabError
from grader.stock.times import shown_time


@contextmanager
def lock_course(root: Path, what: str) -> Iterator[None]:
    """Hold the course in folder ``root``; ``what`` is being done ("採点").

    The kernel drops the lock when its holder dies, however it dies; the file
    only says who holds it.

    Raises
    ------
    DxlabError: another one is at work; it says who.
    """
    state = root / ".dxlab"
    state.mkdir(exist_ok=True)
    descriptor = os.open(state / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    with open(descriptor, "r+", encoding="utf-8", errors="replace") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DxlabError(
                "cohort-busy",
                f"{root}: ほかの dxlab がこの研修で{_holder(file.read())}。",
                "終わるのを待って、もう一度実行してください。",
            ) from error
        _write_over(file, json.dumps(_myself(what), ensure_ascii=False))
        try:
            yield
        finally:
            _write_over(file, "")


def _write_over(file: TextIO, text: str) -> None:
    """A full disk must not keep anybody from working, or from ending."""
    with contextlib.suppress(OSError):
        file.seek(0)
        file.truncate()
        file.write(text)
        file.flush()


def _myself(what: str) -> dict[str, str | int]:
    return {
        "pid": os.getpid(),
        "user": getpass.getuser(),
        "host": socket.gethostname(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
        "what": what,
    }


def _holder(text: str) -> str:
    """``採点中です（…さん、…）``; without the brackets where the file says nothing useful."""
    try:
        who = json.loads(text)
        since = shown_time(datetime.fromisoformat(who["since"]))
        where = f"{who['user']} さん、{since} から、{who['host']} のプロセス {int(who['pid'])}"
        return f"{who['what']}中です（{where}）"
    except (ValueError, KeyError, TypeError):
        return "作業中です"
