"""What was found out before: the plan of an assignment, and each submission's result."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from grader.engine import ENGINE_VERSION
from grader.engine.folder import Unreadable, list_entries
from grader.engine.model import Limits, Submission
from grader.inline.grade import INLINE_VERSION
from grader.inline.model import Assignment, Sheet, Way
from grader.stock.course import AnyCourse
from grader.stock.files import read_plain, write_json


@dataclass(frozen=True)
class Line:
    """One submission after a run; the first six are keys of the ``--json`` contract.

    Attributes
    ----------
    score, max: of the automatic part.
    manual_pending: cells that wait for a person now.
    fresh: graded in this run, not kept from an earlier one.
    """

    student: str
    state: str
    score: float
    max: float
    manual_pending: int
    problems: tuple[str, ...]
    fresh: bool = True


@dataclass(frozen=True)
class Stored:
    """A graded submission as kept; ``parts`` says from what it came."""

    parts: dict[str, str]
    line: Line


def assignment_parts(assignment: Assignment, limits: Limits) -> dict[str, str]:
    """Hashes of all that decides every result of an assignment."""
    sheets = [[s.name, s.cells, s.models, s.metadata] for s in assignment.sheets]
    files = [name.encode() + b"\n" + data for name, data in sorted(assignment.files.items())]
    return {
        "assignment": _hash(_json(sheets), *files, _json(sorted(assignment.own))),
        "engine": f"{INLINE_VERSION}-{ENGINE_VERSION}",
        "limits": str(limits),
        "rules": "stock" if assignment.stock_rules else "dxlab",
    }


def work_part(submission: Submission, limits: Limits) -> str:
    """Hash of a submission's bytes, as far as grading looks at them."""
    try:
        entries, _ = list_entries(submission.folder)
    except Unreadable as error:
        return _hash(str(error).encode())
    pieces = []
    for entry in sorted((e for e in entries if e.kind == "file"), key=lambda e: e.path):
        data = read_plain(submission.folder / entry.path, limits.notebook_bytes)
        pieces += [ascii(entry.path).encode(), str(entry.size).encode(), data]
    return _hash(*pieces)


# --- the plan ------------------------------------------------------------------------


def find_plan(course: AnyCourse, assignment: Assignment, limits: Limits) -> Assignment | None:
    """The assignment with the plan that was found for exactly this one before; None without."""
    try:
        table = json.loads(_plan_path(course, assignment).read_text(encoding="utf-8"))
        if table["parts"] != assignment_parts(assignment, limits):
            return None
        return replace(
            assignment, sheets=tuple(_planned(s, table["sheets"][s.name]) for s in assignment.sheets)
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep_plan(course: AnyCourse, assignment: Assignment, limits: Limits) -> None:
    """Remember a plan."""
    rows = {
        s.name: {
            "ways": {name: way.value for name, way in s.ways.items()},
            "reads": {name: sorted(names) for name, names in s.reads.items()},
            "modules": s.modules,
            "objects": {name: sorted(names) for name, names in (s.objects or {}).items()},
            "calls": sorted(s.calls),
        }
        for s in assignment.sheets
    }
    write_json(
        _plan_path(course, assignment), {"parts": assignment_parts(assignment, limits), "sheets": rows}
    )


def _planned(sheet: Sheet, row: dict[str, Any]) -> Sheet:
    ways = {name: Way(way) for name, way in row["ways"].items()}
    reads = {name: frozenset(names) for name, names in row["reads"].items()}
    return replace(
        sheet,
        ways=ways,
        reads=reads,
        modules=dict(row["modules"]),
        objects={name: frozenset(names) for name, names in row["objects"].items()},
        calls=frozenset(row["calls"]),
    )


def _plan_path(course: AnyCourse, assignment: Assignment) -> Path:
    return course.root / ".dxlab" / "inline" / assignment.name / "plan.json"


# --- results -------------------------------------------------------------------------


def find_stored(course: AnyCourse, assignment: str, student: str) -> Stored | None:
    """A kept result; None when there is none or it can't be read."""
    try:
        table = json.loads(_path(course, assignment, student).read_text(encoding="utf-8"))
        line = table["line"]
        return Stored(table["parts"], Line(**{**line, "problems": tuple(line["problems"])}))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep_stored(course: AnyCourse, assignment: str, stored: Stored) -> None:
    """Keep a result; written last, so that it means "all of it is in the gradebook"."""
    write_json(
        _path(course, assignment, stored.line.student), {"parts": stored.parts, "line": asdict(stored.line)}
    )


def _path(course: AnyCourse, assignment: str, student: str) -> Path:
    # A student's name is a folder's name; one that begins like a plan's is still its own file.
    return course.root / ".dxlab" / "inline" / assignment / "results" / f"{student}.json"


def _hash(*pieces: bytes) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(f"{len(piece)}\n".encode() + piece)
    return digest.hexdigest()


def _json(value: Iterable[Any]) -> bytes:
    return json.dumps(value, sort_keys=True, default=str).encode()
