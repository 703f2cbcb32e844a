"""From the engine's result to the rows that stock nbgrader would store; pure."""

from __future__ import annotations

from dxlab.outcome import Status
from grader.engine.model import Assignment, Exercise, Result, State
from grader.stock.scores import CellScore


def build_scores(assignment: Assignment, result: Result) -> dict[str, CellScore]:
    """grade_id -> row for every exercise of the lab.

    As nbgrader's ``determine_grade`` and ``SaveAutoGrades`` do: an untouched
    written part gets 0 and waits for nobody, a written one gets no automatic
    score and waits. A missing result counts 0 (stock leaves NULL for a deleted
    test cell, which then waits for ever). Where grading failed, all is 0 and
    waits for a person.
    """
    if result.state is State.FAILED:
        return {e.id: CellScore(0.0, True, e.answer) for e in assignment.exercises}
    return {
        e.id: _written(e, result) if e.kind == "manual" else _automatic(e, result)
        for e in assignment.exercises
    }


def _written(exercise: Exercise, result: Result) -> CellScore:
    if exercise.id in result.manual_pending:
        return CellScore(None, True, exercise.answer)
    return CellScore(0.0, False, exercise.answer, untouched=result.state is not State.UNREADABLE)


def _automatic(exercise: Exercise, result: Result) -> CellScore:
    found = next((r for r in result.exercises if r.id == exercise.id), None)
    if found is None:
        return CellScore(0.0, False, exercise.answer)
    points = min(max(found.points, 0.0), exercise.points)
    return CellScore(points, False, exercise.answer, found.outcome.status is Status.NOT_ATTEMPTED)
