"""Grade one case and look at everything that it should not have touched."""

from __future__ import annotations

import json
import re
import resource
import secrets
import shutil
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from grader.bench.case import FULL, Case
from grader.bench.handin import HONEST
from grader.bench.leftovers import find_leftovers, fingerprint, ipc_key
from grader.bench.target import LAB, Target
from grader.bench.traps import found_markers
from grader.engine import Limits, Result, Submission, grade_submission

#: Short, so that an endless loop costs little; an honest cell needs far less. One for all: the warm processes stay.
LIMITS = Limits(
    cell_seconds=4,
    question_seconds=3,
    total_seconds=40,
    output_bytes=200_000,
    memory_bytes=2_000_000_000,
)
#: What one hostile hand-in may add to the grader's memory.
_GROWTH = 400_000_000
_PLAIN = ("text/plain", "text/latex")
INNOCENT = Case("innocent", "", (), cells={"answer": HONEST["q1_answer"], "last": "print(counts.shape)"})


@dataclass(frozen=True)
class Report:
    """What a case got and what is wrong about it.

    Attributes
    ----------
    points: exercise -> points.
    faults: English, for tests; empty when everything held.
    leaks: places whose secret turned up.
    """

    case: str
    points: dict[str, float]
    state: str
    problems: tuple[str, ...]
    faults: tuple[str, ...]
    leaks: tuple[str, ...]
    seconds: float


class Range:
    """Where cases are tried; the innocent hand-in is graded once before and after each of them."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._innocent = self._grade(INNOCENT, "none")
        self._baseline = _text(self._innocent)
        points = _points(self._innocent)
        if points != FULL:
            raise RuntimeError(f"the innocent hand-in earned {points}: {self._baseline[:2000]}")

    def run(self, case: Case) -> Report:
        """Grade a case; the report says what did not hold."""
        target, token = self._target, f"atk{secrets.token_hex(4)}"
        before, memory = fingerprint(target.guarded()), _peak_memory()
        start = time.monotonic()
        result = self._grade(case, token)
        seconds = time.monotonic() - start
        text = _text(result)
        leaks = found_markers(text, target.markers)
        faults = [
            *_wrong_points(case, result),
            *(f"leaked: {place}" for place in leaks),
            *(["the attack got through"] if f"DXLAB_WON_{token}" in text else []),
            *(f"{word} is in the result" for word in case.absent if word in _outputs(result)),
            *([f"heard: {heard[:80]!r}"] if (heard := target.listeners.heard()) else []),
            *find_leftovers(token, [target.base, target.base / "tmp", target.base / "home"]),
            *_changes(before, fingerprint(target.guarded())),
            *([f"memory grew by {grown:,}"] if (grown := _peak_memory() - memory) > _GROWTH else []),
            *self._innocent_faults(),
        ]
        points = _points(result)
        return Report(
            case.name, points, result.state.value, result.problems, tuple(faults), tuple(leaks), seconds
        )

    def _grade(self, case: Case, token: str) -> Result:
        folder = self._target.base / "in" / LAB
        shutil.rmtree(folder, ignore_errors=True)
        self._target.write(case, facts_of(token), folder)
        return grade_submission(self._target.assignment, Submission("mallory", folder), LIMITS)

    def _innocent_faults(self) -> list[str]:
        after = self._grade(INNOCENT, "none")
        if _points(after) != FULL:
            return [f"an innocent hand-in then earned {_points(after)} ({after.problems})"]
        return [] if _text(after) == self._baseline else ["an innocent hand-in then looked different"]


def facts_of(token: str) -> dict[str, str]:
    """What ``@NAME@`` stands for in one attack."""
    return {
        "TOKEN": token,
        "KEY": str(ipc_key(token)),
        "WIN": f'("DXLAB_" + "WON_{token}")',
        "MARK": f'import ctypes; ctypes.CDLL(None).prctl(15, b"{token}", 0, 0, 0)',
    }


def report_json(report: Report) -> str:
    """One line of JSON."""
    return json.dumps(asdict(report))


def _wrong_points(case: Case, result: Result) -> list[str]:
    got = _points(result)
    faults = [
        f"{name}: {got.get(name)} points, expected {wanted:g}"
        for name, wanted in case.expected().items()
        if not isinstance(wanted, str) and got.get(name) != wanted
    ]
    if result.state.value not in case.state:
        faults.append(f"state {result.state.value}, expected {' or '.join(case.state)}")
    if case.says and not any(re.search(case.says, problem) for problem in result.problems):
        faults.append(f"no problem says {case.says!r}: {result.problems}")
    return faults


def _points(result: Result) -> dict[str, float]:
    return {e.id: e.points for e in result.exercises}


def _text(result: Result) -> str:
    """All that a grading run would store or show of a result."""
    files = {name: data.decode("utf-8", "replace") for name, data in result.files.items()}
    verdicts = [(e.id, e.points, e.outcome.status.value, e.outcome.messages) for e in result.exercises]
    shown = [result.notebook, files, verdicts, result.problems, result.manual_pending]
    return json.dumps(shown, ensure_ascii=False, sort_keys=True)


def _outputs(result: Result) -> str:
    """What a page would show as more than text: rich outputs, Markdown, the grader's own sentences."""
    cells: list[dict[str, Any]] = (result.notebook or {}).get("cells", [])
    bundles = [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
    rich = [value for data in bundles for kind, value in data.items() if kind not in _PLAIN]
    texts = [cell["source"] for cell in cells if cell["cell_type"] == "markdown"]
    messages = [e.outcome.messages for e in result.exercises]
    return json.dumps([rich, texts, messages, result.problems], ensure_ascii=False)


def _changes(before: dict[str, str], after: dict[str, str]) -> list[str]:
    changed = sorted(path for path in {*before, *after} if before.get(path) != after.get(path))
    return [f"changed outside: {Path(path).name}" for path in changed[:5]]


def _peak_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
