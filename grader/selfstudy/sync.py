"""Bring a newer release into a folder where somebody works, without losing their work.

The promise: a file that the learner changed is never overwritten.

1. A file that is not there is written (also when the learner deleted it).
2. A file that equals the new release is left alone.
3. A file that the learner has not touched since we wrote it is replaced.
4. A file that the learner changed stays; when the release changed too, the new
   version is put beside it under another name, once.
5. Files that only the learner has are never looked at.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

MANIFEST = ".dxlab/manifest.json"


@dataclass(frozen=True)
class Change:
    """What happened to one file: ``new``, ``updated`` or ``offered`` (beside the learner's)."""

    kind: str
    path: Path


def sync_release(release: Path, folder: Path) -> list[Change]:
    """Apply the five cases to every file of ``release``; returns what changed in ``folder``."""
    written = _read_manifest(folder)
    changes = []
    for source in sorted(path for path in release.rglob("*") if path.is_file()):
        name = source.relative_to(release).as_posix()
        change = _sync_file(source, folder / name, written.get(name))
        if change is not None:
            changes.append(change)
        written[name] = _hash(source)
    write_atomic(folder / MANIFEST, json.dumps(written, indent=1, sort_keys=True).encode())
    return changes


def offered_path(path: Path) -> Path:
    """Where a new version is put when the learner's own stays: ``a.ipynb`` → ``a.新しい版.ipynb``."""
    return path.with_name(f"{path.stem}.新しい版{path.suffix}")


def write_atomic(path: Path, data: bytes) -> None:
    """Write a whole file or nothing: a full disk leaves the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.part")
    try:
        aside.write_bytes(data)
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def _sync_file(source: Path, target: Path, written: str | None) -> Change | None:
    if not target.exists():
        write_atomic(target, source.read_bytes())
        return Change("new", target)
    present = _hash(target)
    if present == _hash(source):
        return None
    if present == written:
        write_atomic(target, source.read_bytes())
        return Change("updated", target)
    if _hash(source) == written:
        return None
    beside = offered_path(target)
    write_atomic(beside, source.read_bytes())
    return Change("offered", beside)


def _read_manifest(folder: Path) -> dict[str, str]:
    """Hash of every file as we last wrote it. A damaged manifest counts as empty: then nothing is overwritten."""
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
