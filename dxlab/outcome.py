"""What a check says about an answer.

The vocabulary that both the trainee's kernel and the grader share. It holds no
text for people: ``dxlab.cards`` shows an outcome in Japanese.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Status(str, Enum):
    """How an exercise ended."""

    PASSED = "passed"
    PARTIAL = "partial"
    FAILED = "failed"
    NOT_ATTEMPTED = "not_attempted"
    ERROR = "error"  # the answer raised
    TIMEOUT = "timeout"
    LIMIT = "limit"  # memory, output or another limit was hit


@dataclass(frozen=True)
class Outcome:
    """The verdict on one exercise.

    Attributes
    ----------
    status: how it ended.
    share: earned part of the exercise's points, 0 to 1.
    messages: Japanese sentences for the trainee, most helpful first.
    """

    status: Status
    share: float = 0.0
    messages: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0.0 <= self.share <= 1.0:
            raise ValueError(f"share must lie in 0..1, got {self.share!r}")

    def points(self, maximum: float) -> float:
        """Points of an exercise worth ``maximum``, rounded to one decimal."""
        return round(self.share * maximum, 1)


def passed(*messages: str) -> Outcome:
    """Full points; messages praise or add a remark."""
    return Outcome(Status.PASSED, 1.0, messages)


def partial(share: float, *messages: str) -> Outcome:
    """A part of the points (0 < share < 1) and what is still missing."""
    if not 0.0 < share < 1.0:
        raise ValueError(f"a partial outcome needs 0 < share < 1, got {share!r}")
    return Outcome(Status.PARTIAL, share, messages)


def failed(*messages: str) -> Outcome:
    """No points; the first message says what differs, never the expected value."""
    return Outcome(Status.FAILED, 0.0, messages)


def not_attempted(*messages: str) -> Outcome:
    """The answer cell is still as released."""
    return Outcome(Status.NOT_ATTEMPTED, 0.0, messages)
