"""How long the one writer takes: results of many submissions into gradebook and autograded/."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from grader.stock.config import StockCourse, ensure_config
from grader.stock.files import staged_autograded
from grader.stock.generate import generate_assignment
from grader.stock.gradebook import Receipt, open_gradebook, record
from grader.stock.scores import CellScore

LAB = "bench"
CELLS = 20
_NOTEBOOK_BYTES = 200_000  # an output or two with a figure


def bench_gradebook(n: int, folder: Path) -> dict[str, Any]:
    """Write ``n`` submissions of 20 exercises in an empty ``folder``, twice: fresh, and as a regrade.

    Returns the seconds for the gradebook's rows (one transaction a submission)
    and for ``autograded/`` apart, and the CPU of both: the rest is waiting for
    the disk, or for whoever else uses the machine.
    """
    course = StockCourse(folder.resolve() / "course", "bench", folder.resolve() / "exchange")
    _write_source(course)
    ensure_config(course)
    generate_assignment(course.root, LAB)
    notebook = {"cells": [], "filler": "x" * _NOTEBOOK_BYTES}
    first = _write_all(course, n, notebook, 1.0)
    again = _write_all(course, n, notebook, 0.5)
    total = first["gradebook_seconds"] + first["files_seconds"]
    return {
        "submissions": n,
        "cells": CELLS,
        **first,
        "regrade_gradebook_seconds": again["gradebook_seconds"],
        "seconds": round(total, 2),
        "ms_per_submission": round(1000 * total / max(n, 1), 2),
    }


def _write_all(course: StockCourse, n: int, notebook: dict[str, Any], points: float) -> dict[str, float]:
    scores = {f"q{i}": CellScore(points, False, f"q{i}_answer") for i in range(CELLS)}
    rows = 0.0
    start, cpu = time.perf_counter(), time.process_time()
    with open_gradebook(course) as gradebook:
        for number in range(n):
            student = f"p{number:05}"
            with staged_autograded(course, student, LAB, {LAB: notebook}, {}):
                before = time.perf_counter()
                record(gradebook, LAB, student, {LAB: scores}, Receipt())
                rows += time.perf_counter() - before
    return {
        "gradebook_seconds": round(rows, 2),
        "files_seconds": round(time.perf_counter() - start - rows, 2),
        "cpu_seconds": round(time.process_time() - cpu, 2),
    }


def _write_source(course: StockCourse) -> None:
    cells = []
    for number in range(CELLS):
        cells.append(_cell(f"q{number}_answer", "x = 1", solution=True))
        cells.append(_cell(f"q{number}", f'check("q{number}")', grade=True, locked=True, points=1))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": kernel},
        "cells": cells,
    }
    path = course.folder("source", LAB) / f"{LAB}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")


def _cell(ident: str, source: str, **flags: Any) -> dict[str, Any]:
    plain = {"grade": False, "locked": False, "solution": False, "task": False, "schema_version": 3}
    return {
        "cell_type": "code",
        "id": ident,
        "metadata": {"nbgrader": {**plain, "grade_id": ident, **flags}},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }
