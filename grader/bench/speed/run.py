"""``dxlab bench grade`` and ``dxlab bench soak``: the measurements and the table."""

from __future__ import annotations

import dataclasses
import functools
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grader.bench.speed.bare import Cells, time_bare
from grader.bench.speed.crowd import Crowd, build_crowd
from grader.bench.speed.memory import MemoryWatch
from grader.bench.speed.pace import Pace
from grader.bench.speed.stock import build_stock_course, time_stock
from grader.cohort.grading import OnDone, Options, grade_lab
from grader.engine import grade_submission
from grader.engine.model import Assignment, Limits, Result, Submission
from grader.engine.prepare import text_of
from grader.settings import Course

Say = Callable[[str], None]


def bench_grade(course: Course, lab: str, root: Path, people: int, say: Say) -> dict[str, Any]:
    """The same submissions four ways, one after the other in one run.

    Returns
    -------
    dict with ``lab``, ``people`` and ``rows``: for each way ``seconds`` and
    ``cpu`` a submission (start-up taken off); for ours also ``cells``,
    ``answers``, ``checks`` (CPU seconds), ``memory`` (bytes: peak of one
    trainee's process) and ``peak`` (bytes: all processes together).
    """
    say("提出物を用意しています")
    crowd = build_crowd(course, lab, root, people)
    build_stock_course(crowd, root / "stock")
    rows: dict[str, dict[str, float]] = {}

    def time_both(workers: int) -> None:
        say(f"温めたプロセスの fork だけ（下限、同時に{workers}）")
        rows[f"bare-{workers}"] = time_bare(root, crowd.assignment.files, _cells_of(crowd), people, workers)
        say(f"dxlab（同時に{workers}）")
        rows[f"dxlab-{workers}"] = time_ours(crowd, root, workers)

    time_both(1)
    say("nbgrader autograde")
    seconds, cpu = time_stock(crowd, root / "stock")
    time_both(2)
    rows["stock"] = {"seconds": seconds, "cpu": cpu}
    return {"lab": lab, "people": people, "rows": rows, "ratios": _ratios(rows)}


def bench_soak(
    course: Course, lab: str, root: Path, people: int, workers: int, on_done: OnDone
) -> dict[str, Any]:
    """Grade ``people`` submissions in one go: seconds in all and a submission, points, memory."""
    crowd = build_crowd(course, lab, root, people)
    start = time.monotonic()
    with MemoryWatch(every=2.0) as memory:
        lines = grade_lab(crowd.cohort, crowd.assignment, Options(workers=workers), on_done)
    seconds = time.monotonic() - start
    scores = sorted({line.score for line in lines})
    return {
        "lab": lab,
        "people": people,
        "workers": workers,
        "seconds": seconds,
        "each": seconds / people,
        "scores": scores,
        "peak": memory.peak,
    }


def time_ours(crowd: Crowd, root: Path, workers: int) -> dict[str, float]:
    """Seconds a submission with the gradebook written, the start of pool and zygotes left out."""
    log = root / f"usage-{workers}.jsonl"
    pace = Pace(len(crowd.students) // 3)
    with MemoryWatch() as memory:
        lines = grade_lab(
            crowd.cohort,
            crowd.assignment,
            Options(workers=workers, force=True),
            pace,
            grade=functools.partial(_grade_and_note, log),
        )
        seconds = pace.seconds()
    if short := [line for line in lines if line.score != line.max]:
        raise AssertionError(f"a model answer did not get full marks: {short[0]}")
    used = [json.loads(line) for line in log.read_text().splitlines()]
    mean = {name: statistics.mean(u[name] for u in used) for name in used[0]}
    return {
        "seconds": seconds,
        "cpu": mean["seconds"] + mean["check_seconds"],
        "cells": mean["seconds"] - mean["answer_seconds"],
        "answers": mean["answer_seconds"],
        "checks": mean["check_seconds"],
        "memory": max(u["memory"] for u in used),
        "peak": memory.peak,
    }


def _grade_and_note(log: Path, assignment: Assignment, submission: Submission, limits: Limits) -> Result:
    result = grade_submission(assignment, submission, limits)
    with log.open("a") as file:
        file.write(json.dumps(dataclasses.asdict(result.usage)) + "\n")
    return result


def _cells_of(crowd: Crowd) -> Cells:
    tests = {e.id for e in crowd.assignment.exercises if e.kind != "manual"}
    code = (cell for cell in crowd.notebook["cells"] if cell["cell_type"] == "code")
    return [(cell["id"], text_of(cell)) for cell in code if cell["id"] not in tests]


def _ratios(rows: dict[str, dict[str, float]]) -> dict[str, float]:
    """What the figures are for: how often faster than stock, and how far from the limit."""
    ratios = {}
    for workers in (1, 2):
        ours, bare = rows[f"dxlab-{workers}"], rows[f"bare-{workers}"]
        checks = (ours["answers"] + ours["checks"]) / workers
        ratios[f"stock/dxlab-{workers}"] = rows["stock"]["seconds"] / ours["seconds"]
        ratios[f"(dxlab-{workers} - checks)/bare-{workers}"] = (ours["seconds"] - checks) / bare["seconds"]
    return ratios
