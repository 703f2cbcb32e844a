"""What dxlab itself remembers about a cohort: the secret, the draws, who is at work."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from grader.cohort.model import Cohort
from grader.errors import ContentError
from grader.stock.files import write_json
from grader.stock.lock import lock_course

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


@contextmanager
def lock_cohort(cohort: Cohort, what: str = "作業") -> Iterator[None]:
    """Only one command at a time changes a cohort. Raises ``DxlabError`` while another one is at work."""
    with lock_course(cohort.root, what):
        yield


def _state_file(cohort: Cohort) -> Path:
    return cohort.state_dir / "state.json"
