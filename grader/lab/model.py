"""The words of the lab tools: a lab, what it ships, and a problem found in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class DataFile:
    """One ``[[data]]`` of lab.toml: a released file and how it is made.

    Attributes
    ----------
    together: another file of the lab whose seed this one shares; "" for a seed of its own.
    """

    dataset: str
    table: str
    file: str
    knobs: dict[str, Any] = field(default_factory=dict)
    together: str = ""


@dataclass(frozen=True)
class ManualPart:
    """One ``[[manual]]`` of lab.toml: a written part and its rubric."""

    id: str
    rubric: str


@dataclass(frozen=True)
class Lab:
    """A lab as lab.toml describes it; ``folder`` holds everything else."""

    id: str
    folder: Path
    title: str
    subtitle: str
    track: str
    phase: int
    hours: float
    team: bool
    requires: tuple[str, ...]
    competencies: tuple[str, ...]
    facts: tuple[str, ...]
    files: tuple[str, ...]
    data: tuple[DataFile, ...]
    manual: tuple[ManualPart, ...]
    tips: tuple[str, ...] = ()

    def path(self, name: str) -> Path:
        """A file of the lab's folder."""
        return self.folder / name


@dataclass(frozen=True)
class Exercise:
    """An exercise as the notebook states it.

    Attributes
    ----------
    kind: ``auto``, ``manual`` or ``quiz``.
    points: of the cell that carries them.
    answer: index of the answer cell in the notebook; None for the quiz.
    task: index of the nearest text cell above the answer; None when there is none.
    title: the task's heading without the points.
    """

    id: str
    kind: str
    points: float
    title: str
    answer: int | None
    task: int | None


@dataclass(frozen=True)
class Problem:
    """One thing to mend, in Japanese. ``where`` is a path as the author knows it."""

    where: str
    line: int | None
    message: str

    def __str__(self) -> str:
        place = self.where if self.line is None else f"{self.where}: {self.line}行目"
        return f"{place}: {self.message}"


def shown_path(lab: Lab, name: str) -> str:
    """``labs/<id>/<name>``: how messages name a file of a lab."""
    return f"labs/{lab.id}/{name}"
