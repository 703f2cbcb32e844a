"""The verdict as the output of a test cell.

nbgrader's ``determine_grade`` reads the first ``execute_result`` whose
``text/plain`` is a number, so the points stand there as a bare number; the
Japanese card and the machine-readable outcome stand beside it.
"""

from __future__ import annotations

from typing import Any

from dxlab.cards import outcome_html
from grader.engine.model import ExerciseResult

OUTCOME_MIME = "application/vnd.dxlab.outcome+json"


def write_verdict(cell: dict[str, Any], result: ExerciseResult) -> None:
    """Put the verdict of an exercise into its test cell."""
    outcome = result.outcome
    data = {
        "text/plain": f"{result.points:g}",
        "text/html": outcome_html(outcome, points=result.points, maximum=result.maximum),
        OUTCOME_MIME: {
            "id": result.id,
            "points": result.points,
            "maximum": result.maximum,
            "status": outcome.status.value,
            "messages": list(outcome.messages),
        },
    }
    cell["execution_count"] = None
    cell["outputs"] = [
        {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": None}
    ]
