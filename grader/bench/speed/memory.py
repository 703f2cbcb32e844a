"""The memory of this process's descendants, watched while something runs."""

from __future__ import annotations

import threading
from types import TracebackType

import psutil


class MemoryWatch:
    """A context manager; ``peak`` is the largest sum of proportional set sizes seen, in bytes.

    Proportional: a page that n forks share counts 1/n for each of them.
    """

    def __init__(self, every: float = 0.3) -> None:
        self.peak = 0
        self._every = every
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> MemoryWatch:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(self._every):
            self.peak = max(self.peak, sum(map(_size, psutil.Process().children(recursive=True))))


def _size(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:
        return 0
