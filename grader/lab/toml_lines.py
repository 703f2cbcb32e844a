"""Which line of a TOML file a key stands on.

``tomllib`` gives values without their places; a message for people needs the
line. This finds plain ``key = …`` lines and ``[table]`` headers, which is how
the files of a lab are written, and answers None for anything cleverer.
"""

from __future__ import annotations

import re

_HEADER = re.compile(r"^\s*\[(\[)?\s*([\w.\"-]+)\s*\]")
_KEY = re.compile(r"^\s*(?:\"([^\"]+)\"|([\w-]+))(?:\s*\.\s*[\w-]+)*\s*=")


def find_line(text: str, key: str, table: str = "", index: int = 0) -> int | None:
    """Line (from 1) of ``key`` in the ``index``-th ``[[table]]`` (top level when empty)."""
    current, seen = "", {}  # type: str, dict[str, int]
    for number, line in enumerate(text.splitlines(), 1):
        header = _HEADER.match(line)
        if header:
            current = header[2].strip('"')
            seen[current] = seen.get(current, -1) + 1
            if not table and current == key:
                return number
            continue
        found = _KEY.match(line)
        here = current == table and (not table or seen.get(current) == index)
        if found and here and key in (found[1], found[2]):
            return number
    return None


def find_table(text: str, table: str, index: int = 0) -> int | None:
    """Line of the ``index``-th ``[table]`` or ``[[table]]`` header."""
    count = -1
    for number, line in enumerate(text.splitlines(), 1):
        header = _HEADER.match(line)
        if header and header[2].strip('"') == table:
            count += 1
            if count == index:
                return number
    return None
