"""``.dxlab/state.json`` in the lab folder: how far one got, for oneself.

Only a convenience: a damaged or unwritable file never stops anything.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from dxlab.files import write_atomic
from dxlab.outcome import Status

Entry = dict[str, Any]


def _path(folder: Path) -> Path:
    return folder / ".dxlab" / "state.json"


def read_state(folder: Path) -> dict[str, Entry]:
    """Exercise id -> ``{"status", "hints"}``; empty when missing or damaged."""
    try:
        raw = json.loads(_path(folder).read_text(encoding="utf-8"))
        return {str(k): v for k, v in raw["exercises"].items() if isinstance(v, dict)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def write_entry(folder: Path, exercise: str, **changes: Any) -> None:
    """Change what is kept about one exercise; silent when the folder is not writable."""
    state = read_state(folder)
    state[exercise] = {**state.get(exercise, {}), **changes}
    text = json.dumps({"version": 1, "exercises": state}, ensure_ascii=False, indent=1, sort_keys=True)
    with contextlib.suppress(OSError):
        write_atomic(_path(folder), text + "\n")


def status_of(state: dict[str, Entry], exercise: str) -> Status | None:
    """The outcome of the last local check; None when there was none."""
    try:
        return Status(state.get(exercise, {}).get("status"))
    except ValueError:
        return None


def hints_of(state: dict[str, Entry], exercise: str) -> int:
    """How many steps of the ladder were opened."""
    count = state.get(exercise, {}).get("hints", 0)
    return count if isinstance(count, int) and 0 <= count <= 99 else 0
