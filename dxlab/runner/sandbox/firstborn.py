"""The first process of a notebook's tree: with it, everything in the tree ends.

It is ``cat``, waiting for the end of an input to which nobody writes: started
without a copy of the caller's memory, running nothing of a trainee's, and no
signal from inside the tree can end it. Dead processes that nobody collects stay
until the tree ends, and count against the notebook's own limit.
"""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass

_PROGRAM = "/bin/cat"


@dataclass(frozen=True)
class FirstBorn:
    """A running first process; ends when told to, or with the last process that holds ``line``."""

    pid: int
    line: int

    def let_go(self) -> None:
        """In a fork: the tree is not this process's to keep."""
        os.close(self.line)

    def end(self) -> None:
        """End it and the tree; returns when nothing of it is left."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.line)


def start() -> FirstBorn:
    """Start it where the next process of this one is to live. Raises ``OSError``."""
    reading, writing = os.pipe()
    try:
        stdin = (os.POSIX_SPAWN_DUP2, reading, 0)
        return FirstBorn(os.posix_spawn(_PROGRAM, [_PROGRAM], {}, file_actions=[stdin]), writing)
    except OSError:
        os.close(writing)
        raise
    finally:
        os.close(reading)
