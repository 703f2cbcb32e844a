"""Stored results, so that a rerun grades only what changed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from grader.cohort.model import Cohort
from grader.engine import ENGINE_VERSION
from grader.engine.model import Assignment, Limits, Result
from grader.stock.files import read_plain, write_json

FORM = 2


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
    """One graded submission as stored; ``parts`` says from what it came (``result_parts``)."""

    student: str
    parts: dict[str, str]
    state: str
    score: float
    maximum: float
    exercises: tuple[Verdict, ...]
    problems: tuple[str, ...]
    seconds: float


def lab_parts(assignment: Assignment, limits: Limits) -> dict[str, str]:
    """Hashes of all that decides every result of a lab, by what a person calls it.

    The hints and the text of the lab are no part of it: a mended ``hidden.py``
    grades anew, a mended sentence does not.
    """
    a = assignment
    hidden = a.hidden.read_bytes()
    used = {r.dataset for r in a.released.values()}
    generators = [
        f"{path.parent.name}/{path.name}".encode() + path.read_bytes()
        for path in sorted((a.course / "datasets").glob("*/*.py"))
        if path.parent.name in used or path.parent.name.encode() in hidden
    ]
    released = {name: vars(r) for name, r in a.released.items()}
    return {
        "checks": _hash(hidden, _json(a.quiz_key)),
        "data": _hash(_json(released), _json([a.draw]), a.secret, *generators),
        "lab": _hash(_json(a.source), *(n.encode() + data for n, data in sorted(a.files.items()))),
        "engine": f"{FORM}-{ENGINE_VERSION}",
        "limits": str(limits),
    }


def work_part(folder: Path, limits: Limits) -> str:
    """Hash of a submission's bytes; whatever is not read by the engine is no part of it.

    Raises
    ------
    OSError: the folder can't be listed.
    """
    pieces = []
    for name in sorted(p.name for p in folder.iterdir()):
        if name.endswith(".ipynb") or name in ("answers.json", "timestamp.txt"):
            pieces += [ascii(name).encode(), read_plain(folder / name, limits.notebook_bytes)]
    return _hash(*pieces)


def _hash(*pieces: bytes) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(f"{len(piece)}\n".encode() + piece)
    return digest.hexdigest()


def _json(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, default=str).encode()


def build_stored(result: Result, parts: dict[str, str]) -> Stored:
    """What is kept of a result."""
    verdicts = tuple(
        Verdict(e.id, e.points, e.maximum, e.outcome.status.value, e.outcome.messages)
        for e in result.exercises
    )
    return Stored(
        result.student,
        parts,
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
