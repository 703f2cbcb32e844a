"""How long a submission takes when everything is warm."""

from __future__ import annotations

import time


class Pace:
    """Takes the place of a progress bar and keeps the time from the ``warm``-th submission on.

    Before that processes start, and how long they take says nothing of a submission.
    """

    def __init__(self, warm: int) -> None:
        self._warm = warm
        self._start: float | None = None
        self._left = 0

    def __call__(self, done: int, total: int, _student: str) -> None:
        if done >= self._warm and self._start is None:
            self._start = time.monotonic()
            self._left = total - done

    def seconds(self) -> float:
        """Seconds a submission, from then until now. Raises ``RuntimeError`` when nothing came after."""
        if self._start is None or not self._left:
            raise RuntimeError("too few submissions to measure")
        return (time.monotonic() - self._start) / self._left
