"""Random numbers after a fork: fresh for everybody, unless the notebook chose its own seed."""

from __future__ import annotations

import os
import random

import numpy as np


def reseed() -> None:
    """Fresh states of ``random`` and ``numpy.random``."""
    random.seed(os.urandom(32))
    np.random.seed(int.from_bytes(os.urandom(4), "little"))


def fingerprint() -> tuple[object, ...]:
    """Equal as long as nobody has drawn or seeded."""
    kind, keys, position, *_ = np.random.get_state()
    return random.getstate(), kind, np.asarray(keys).tobytes(), position
