"""solutions.bin: model answers that ship with a self-study workspace.

Sealed against reading by accident, not against wanting to: zlib-compressed JSON
``{exercise id: source}`` as base85 text.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from pathlib import Path

FILE = "solutions.bin"


def seal_solutions(sources: Mapping[str, str]) -> str:
    """The text of solutions.bin; equal sources give equal text."""
    raw = json.dumps(dict(sources), ensure_ascii=False, sort_keys=True).encode("utf-8")
    return base64.b85encode(zlib.compress(raw, 9)).decode("ascii") + "\n"


def read_solutions(path: Path) -> dict[str, str] | None:
    """Exercise id -> source; None when there is no such file.

    Raises
    ------
    ValueError: the file is damaged.
    """
    try:
        sealed = path.read_text(encoding="ascii")
        found = json.loads(zlib.decompress(base64.b85decode(sealed.strip())))
    except FileNotFoundError:
        return None
    except (OSError, zlib.error) as error:
        raise ValueError(f"{path.name} can't be read") from error
    if not isinstance(found, dict):
        raise ValueError(f"{path.name} does not hold model answers")
    return {str(k): str(v) for k, v in found.items()}
