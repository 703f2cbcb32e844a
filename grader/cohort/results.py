"""Stored results, so that a rerun grades only what changed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from grader.cohort.model import Cohort
from grader.cohort.state import write_json
from grader.engine import ENGINE_VERSION
from grader.engine.model import Assignment, Limits, Result
from grader.stock.files import read_plain

FORM = 1


@dataclass(frozen=True)
class Verdict:
    """One exercise as stored."""

    id: str
    points: float
    maximum: float
    status: str
    messages: tuple[str, ...]


@dataclass(frozen=True)
class Stored:
    """One graded submission as stored; ``key`` says from which bytes it came."""

    student: str
    key: str
    state: str
    score: float
    maximum: float
    exercises: tuple[Verdict, ...]
    problems: tuple[str, ...]
    seconds: float


def result_key(assignment: Assignment, folder: Path, limits: Limits) -> str:
    """Hash of all that decides a result: the submission's bytes, the lab, the engine, the draw."""
    digest = hashlib.sha256()
    secret = hashlib.sha256(assignment.secret).hexdigest()
    for part in (FORM, ENGINE_VERSION, assignment.version, assignment.draw, secret, limits):
        digest.update(f"{part}\n".encode())
    for name in sorted(p.name for p in folder.iterdir()):
        if name.endswith(".ipynb") or name in ("answers.json", "timestamp.txt"):
            data = read_plain(folder / name, limits.notebook_bytes)
            digest.update(f"{name!a} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def build_stored(result: Result, key: str) -> Stored:
    """What is kept of a result."""
    verdicts = tuple(
        Verdict(e.id, e.points, e.maximum, e.outcome.status.value, e.outcome.messages)
        for e in result.exercises
    )
    return Stored(
        result.student,
        key,
        result.state.value,
        result.score,
        result.maximum,
        verdicts,
        result.problems,
        result.seconds,
    )


def write_result(cohort: Cohort, lab: str, stored: Stored) -> None:
    """Keep a result; written last, so that it means "all of it is in the gradebook"."""
    verdicts = [vars(v) for v in stored.exercises]
    write_json(_path(cohort, lab, stored.student), {**vars(stored), "exercises": verdicts})


def find_result(cohort: Cohort, lab: str, student: str) -> Stored | None:
    """A kept result; None when there is none or it can't be read."""
    try:
        table = json.loads(_path(cohort, lab, student).read_text(encoding="utf-8"))
        verdicts = tuple(Verdict(**{**v, "messages": tuple(v["messages"])}) for v in table["exercises"])
        return Stored(**{**table, "exercises": verdicts, "problems": tuple(table["problems"])})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _path(cohort: Cohort, lab: str, student: str) -> Path:
    return cohort.state_dir / "results" / lab / f"{student}.json"
