"""Random numbers after a fork: fresh for everybody, unless the notebook has begun to draw."""

from __future__ import annotations

import os
import random
from typing import Any, NamedTuple

import numpy as np


class State(NamedTuple):
    """Where ``random`` and ``numpy.random`` stand; comparable."""

    python: tuple[Any, ...]
    numpy: tuple[Any, ...]


def reseed() -> None:
    """Fresh states of both."""
    random.seed(os.urandom(32))
    np.random.seed(int.from_bytes(os.urandom(4), "little"))


def state() -> State:
    """Equal to an earlier one as long as nobody has drawn or seeded."""
    kind, keys, *rest = np.random.get_state(legacy=True)
    return State(random.getstate(), (kind, np.asarray(keys).tobytes(), *rest))


def restore(at: State) -> None:
    """Go on where ``at`` stood: Python itself seeds ``random`` anew in every fork."""
    random.setstate(at.python)
    kind, keys, *rest = at.numpy
    np.random.set_state((kind, np.frombuffer(keys, np.uint32), *rest))
