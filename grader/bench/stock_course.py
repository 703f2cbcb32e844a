"""The bench's lab as one would write it for stock nbgrader: hidden tests stand in the notebook."""

from __future__ import annotations

from typing import Any

from grader.bench.handin import HONEST
from grader.bench.target import LAB as LAB

_TESTS = {
    "q1": "assert double(3) == 6\nassert double(-1) == -2",
    "q2": "assert triple(3) == 9\nassert triple(-1) == -3",
    "q3": (
        'got = totals(pd.DataFrame({"branch": ["a", "b", "a"], "count": [1, 2, 3], "note": "x"}))\n'
        'assert list(got["total"]) == [4, 2]'
    ),
    "q4": 'assert busiest == counts.groupby("branch")["count"].sum().idxmax()',
}
_STUBS = {
    "q1": "def double(x):\n    return ____",
    "q2": "def triple(x):\n    return ____",
    "q3": "def totals(df):\n    return ____",
    "q4": "busiest = ____",
}
QUESTIONS: dict[str, float] = {"q1": 40, "q2": 20, "q3": 20, "q4": 10}


def source_notebook(markers: dict[str, str]) -> dict[str, Any]:
    """The instructor's notebook with model answers and hidden tests."""
    cells = [
        _code("setup", 'import pandas as pd\n\ncounts = pd.read_csv("counts.csv")\n____ = None', locked=True)
    ]
    for name, points in QUESTIONS.items():
        answer = HONEST[f"{name}_answer"]
        model = f"### BEGIN SOLUTION\n# {markers['SOLUTION']}\n{answer}\n### END SOLUTION"
        hidden = f"### BEGIN HIDDEN TESTS\n# {markers['HIDDEN']}\n{_TESTS[name]}\n### END HIDDEN TESTS"
        cells.append(_code(f"{name}_answer", f"{_STUBS[name]}\n\n{model}", solution=True))
        cells.append(_code(name, f"# {name}\n{hidden}", grade=True, locked=True, points=points))
    written = _code("r1", "気づいたことを書いてください。", grade=True, solution=True, points=10)
    cells.append({**{k: written[k] for k in ("id", "metadata", "source")}, "cell_type": "markdown"})
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": cells}


def _code(name: str, source: str, **flags: Any) -> dict[str, Any]:
    meta = {"grade": False, "grade_id": name, "locked": False, "schema_version": 3, "solution": False}
    return {
        "cell_type": "code",
        "id": name,
        "metadata": {"nbgrader": {**meta, "task": False, **flags}},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }
