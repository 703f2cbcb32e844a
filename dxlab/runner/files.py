"""Small trees of files as plain data: what lies in a notebook's folder when it starts."""

from __future__ import annotations

import base64
from pathlib import Path

Files = dict[str, bytes]  # relative path -> content


def write_files(folder: Path, files: Files) -> None:
    """Write every file below ``folder``."""
    for name, data in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def read_files(folder: Path) -> Files:
    """Every plain file below ``folder``."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def to_json(files: Files) -> dict[str, str]:
    """Files for a JSON frame."""
    return {name: base64.b64encode(data).decode("ascii") for name, data in files.items()}


def from_json(table: dict[str, str]) -> Files:
    """What ``to_json`` made."""
    return {name: base64.b64decode(text) for name, text in table.items()}
