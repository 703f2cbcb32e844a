"""What can be answered in a lab: its model answers and its bank of sample answers."""

from __future__ import annotations

from grader.demo.notebooks import LabAnswers, SampleAnswer
from grader.engine.model import Assignment
from grader.lab.attempts import read_attempts
from grader.lab.notebook import solution_of
from grader.lab.read import read_lab
from grader.settings import Course


def read_lab_answers(course: Course, assignment: Assignment) -> LabAnswers:
    """The answers of a released lab."""
    auto = [e for e in assignment.exercises if e.kind == "auto"]
    sources = {cell["id"]: cell["source"] for cell in assignment.source["cells"]}
    attempts, _ = read_attempts(read_lab(course, assignment.name), [e.id for e in auto])
    return LabAnswers(
        answer_cells={e.id: e.answer or "" for e in auto},
        model={e.id: SampleAnswer(solution_of(sources[e.answer or ""]), e.points) for e in auto},
        wrong={
            e.id: [
                SampleAnswer(a.source, a.earns)
                for a in attempts
                if a.exercise == e.id and a.earns is not None
            ]
            for e in auto
        },
        quiz=assignment.quiz_key,
        written=[e.id for e in assignment.exercises if e.kind == "manual"],
    )
