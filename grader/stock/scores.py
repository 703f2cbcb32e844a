"""The row of one grade cell, and what becomes of a person's own score at a regrade; pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CellScore:
    """What goes into the row of one grade cell.

    Attributes
    ----------
    auto: automatic points; None when only a person can give them.
    waiting: a person has to look (``needs_manual_grade``).
    answer: grade_id of the answer cell, for its comment; None for a quiz.
    untouched: the answer is still as released.
    """

    auto: float | None
    waiting: bool
    answer: str | None = None
    untouched: bool = False


def needs_person(
    score: CellScore, old_auto: float | None, manual: float | None, was_waiting: bool, unchanged: bool
) -> bool:
    """The flag after a regrade.

    Without a person's score it is as fresh. With one, it stays as it was as
    long as neither the answer's text nor the automatic score changed.
    """
    if manual is None:
        return score.waiting
    same = unchanged if score.waiting else old_auto == score.auto
    return was_waiting if same else True
