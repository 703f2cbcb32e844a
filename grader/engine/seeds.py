"""Seeds that nobody can know beforehand and that a rerun finds again.

HMAC-SHA256 of a label under the cohort's secret, cut to 31 bits (numpy takes
any such number). The label names lab, purpose, draw and position, so no two
uses share a seed.
"""

from __future__ import annotations

import hashlib
import hmac


def _seed(secret: bytes, *label: str | int) -> int:
    text = "\x1f".join(str(part) for part in label).encode()
    return int.from_bytes(hmac.new(secret, text, hashlib.sha256).digest()[:4], "big") >> 1


def hidden_seeds(secret: bytes, lab: str, exercise: str, draw: int, n: int) -> list[int]:
    """``n`` seeds for the hidden inputs of one exercise; the same for a whole cohort."""
    return [_seed(secret, "hidden", lab, exercise, draw, i) for i in range(n)]


def released_seed(secret: bytes, lab: str, file: str, draw: int) -> int:
    """The seed of one released data file."""
    return _seed(secret, "released", lab, file, draw)
