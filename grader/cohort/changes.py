"""What a regrade changed for whom, remembered until somebody was told.

A regrade that is interrupted has changed points already when it is run again;
so each change is noted before the result that makes it final, and the notes
stay until a run came to its end.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from grader.cohort.model import Cohort
from grader.cohort.results import Stored

_REASONS = {
    "work": "新しい提出物",
    "checks": "確認（hidden.py）か確認テストの正解を直した",
    "data": "データの作り方を直した",
    "lab": "教材を公開しなおした",
    "engine": "採点プログラムの版が変わった",
    "limits": "制限時間などが変わった",
}
AGAIN = "もう一度採点した"


@dataclass(frozen=True)
class Change:
    """One exercise of one person whose automatic points are different now."""

    student: str
    exercise: str
    before: float
    after: float
    reason: str


def find_changes(before: Stored | None, after: Stored) -> list[Change]:
    """Between two results of one person; pure. An exercise that is in one of them only is no change."""
    if before is None:
        return []
    old = {v.id: v.points for v in before.exercises}
    reason = _reason(before, after)
    return [
        Change(after.student, v.id, old[v.id], v.points, reason)
        for v in after.exercises
        if v.id in old and old[v.id] != v.points
    ]


def merge_changes(changes: Iterable[Change]) -> list[Change]:
    """The first ``before`` and the last ``after`` of each exercise; what came back to its start is left out."""
    merged: dict[tuple[str, str], Change] = {}
    for change in changes:
        first = merged.get((change.student, change.exercise), change)
        merged[change.student, change.exercise] = Change(
            change.student, change.exercise, first.before, change.after, change.reason
        )
    return [c for c in merged.values() if c.before != c.after]


def note_changes(cohort: Cohort, lab: str, changes: Iterable[Change]) -> None:
    """Add to the notes; one line each, so that a kill spoils the last one at most."""
    lines = [json.dumps(asdict(c), ensure_ascii=False) + "\n" for c in changes]
    if lines:
        path = _notes(cohort, lab)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write("\n" + "".join(lines))  # the empty line ends one that was cut off


def read_changes(cohort: Cohort, lab: str) -> list[Change]:
    """All notes, merged."""
    try:
        lines = _notes(cohort, lab).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    found = []
    for line in filter(None, lines):
        try:
            found.append(Change(**json.loads(line)))
        except (ValueError, TypeError):
            continue
    return merge_changes(found)


def drop_changes(cohort: Cohort, lab: str, students: Container[str]) -> None:
    """Forget the notes on these people: they are in a table now."""
    left = [c for c in read_changes(cohort, lab) if c.student not in students]
    _notes(cohort, lab).unlink(missing_ok=True)
    note_changes(cohort, lab, left)


def _reason(before: Stored, after: Stored) -> str:
    different = [word for part, word in _REASONS.items() if before.parts.get(part) != after.parts.get(part)]
    return "、".join(different) if before.parts and different else AGAIN


def _notes(cohort: Cohort, lab: str) -> Path:
    return cohort.state_dir / "changes" / f"{lab}.jsonl"
