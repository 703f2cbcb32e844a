"""What dxlab itself remembers about a cohort: the secret, the draws, who is at work."""

from __future__ import annotations

import contextlib
import fcntl
import getpass
import json
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from grader.cohort.model import Cohort, shown_time
from grader.errors import ContentError, DxlabError

KEY = "secret.key"


@dataclass(frozen=True)
class Release:
    """One released lab: the draw of its data, the content's version, when (ISO, UTC)."""

    draw: int
    version: str
    released_at: str


def write_secret(root: Path) -> None:
    """A fresh secret, readable by its owner only."""
    path = root / KEY
    path.touch(mode=0o600, exist_ok=False)
    path.write_text(secrets.token_hex(32) + "\n", encoding="ascii")


def read_secret(cohort: Cohort) -> bytes:
    """The cohort's secret; all hidden inputs derive from it.

    Raises
    ------
    ContentError: it is missing or damaged.
    """
    try:
        secret = bytes.fromhex((cohort.root / KEY).read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        raise ContentError(
            "cohort-secret",
            f"{cohort.root / KEY}: この研修の鍵を読めません。",
            "バックアップから戻してください。作りなおすと、配ったデータと採点のデータが合わなくなります。",
        ) from error
    if len(secret) < 16:
        raise ContentError(
            "cohort-secret", f"{cohort.root / KEY}: 鍵が短すぎます。", "バックアップから戻してください。"
        )
    return secret


def read_releases(cohort: Cohort) -> dict[str, Release]:
    """lab id -> release; empty before the first one."""
    path = _state_file(cohort)
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["labs"]
        return {lab: Release(**row) for lab, row in rows.items()}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError) as error:
        raise ContentError(
            "cohort-state", f"{path}: 公開の記録を読めません。", "バックアップから戻してください。"
        ) from error


def write_release(cohort: Cohort, lab: str, release: Release) -> None:
    """Remember a release."""
    rows = {name: asdict(r) for name, r in {**read_releases(cohort), lab: release}.items()}
    write_json(_state_file(cohort), {"version": 1, "labs": rows})


def write_json(path: Path, value: object) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    try:
        fresh.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


@contextmanager
def lock_cohort(cohort: Cohort, what: str = "作業") -> Iterator[None]:
    """Only one command at a time changes a cohort.

    The kernel drops the lock when its holder dies, however it dies; the file
    only says who holds it.

    Raises
    ------
    DxlabError: another one is at work; it says who.
    """
    cohort.state_dir.mkdir(exist_ok=True)
    descriptor = os.open(cohort.state_dir / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    with open(descriptor, "r+", encoding="utf-8", errors="replace") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DxlabError(
                "cohort-busy",
                f"{cohort.root}: ほかの dxlab がこの研修で{_holder(file.read())}。",
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


def _state_file(cohort: Cohort) -> Path:
    return cohort.state_dir / "state.json"
