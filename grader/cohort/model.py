"""What a cohort is: plain data, times aware and in JST where people set them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from grader.stock.config import StockCourse


@dataclass(frozen=True)
class Person:
    """One row of roster.csv; all text, ``id`` is the 職員番号."""

    id: str
    name: str
    kana: str = ""
    bureau: str = ""
    section: str = ""
    role: str = ""
    track: str = ""
    team: str = ""
    mail: str = ""

    @property
    def names(self) -> tuple[str, str]:
        """(last, first) for nbgrader; a name without a space is all last name."""
        last, _, first = self.name.partition(" ")
        return last, first


@dataclass(frozen=True)
class LabPlan:
    """A lab of the cohort; ``deadline`` is aware, None when there is none."""

    id: str
    deadline: datetime | None = None


@dataclass(frozen=True)
class Extension:
    """A later deadline for one person (``person``) or one 所属課 (``section``)."""

    lab: str
    until: datetime
    person: str = ""
    section: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Cohort:
    """One run of a course, an nbgrader course directory.

    Attributes
    ----------
    root: absolute path of the cohort's folder.
    exchange: absolute path of nbgrader's exchange.
    late_points_per_day: points taken off for each started day of lateness; 0 = only recorded.
    """

    root: Path
    id: str
    name: str
    exchange: Path
    labs: tuple[LabPlan, ...] = ()
    extensions: tuple[Extension, ...] = ()
    late_points_per_day: float = 0.0

    @property
    def stock(self) -> StockCourse:
        return StockCourse(self.root, self.id, self.exchange)

    @property
    def state_dir(self) -> Path:
        return self.root / ".dxlab"

    def plan(self, lab: str) -> LabPlan | None:
        return next((p for p in self.labs if p.id == lab), None)


def find_deadline(cohort: Cohort, lab: str, person: Person | None) -> datetime | None:
    """The deadline that holds for this person: the latest of the lab's and the extensions'."""
    plan = cohort.plan(lab)
    if plan is None or plan.deadline is None:
        return None
    granted = [
        e.until
        for e in cohort.extensions
        if e.lab == lab
        and person is not None
        and (e.person == person.id or (e.section and e.section == person.section))
    ]
    return max([plan.deadline, *granted])


def lateness(deadline: datetime | None, received: datetime | None) -> timedelta:
    """How much too late; zero when in time or when either is unknown."""
    if deadline is None or received is None:
        return timedelta()
    return max(received - deadline, timedelta())


def late_penalty(cohort: Cohort, late: timedelta) -> float:
    """Points to take off: a started day counts as a whole one."""
    days = -(-late // timedelta(days=1)) if late else 0
    return round(days * cohort.late_points_per_day, 1)
