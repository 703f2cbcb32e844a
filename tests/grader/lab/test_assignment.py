"""What build writes is what the engine grades."""

from __future__ import annotations

import json

import nbformat
import pytest

from grader.engine import Limits, Submission, grade_submission
from grader.lab.assignment import assignment_for
from grader.lab.build import build_lab
from grader.lab.notebook import solution_of
from grader.stock.generate import generate_assignment

pytestmark = pytest.mark.usefixtures("kernels")


@pytest.fixture
def released(course, lab, tmp_path):
    built = build_lab(course, lab, tmp_path / "source", secret=b"s", draw=0)
    assignment = assignment_for(course, lab, secret=b"s", draw=0, source_dir=built.folder)
    return assignment, generate_assignment(tmp_path, lab.id, gradebook=False)


def test_model_answers_get_full_marks_and_the_release_none(released):
    assignment, folder = released
    limits = Limits(total_seconds=200)
    untouched = grade_submission(assignment, Submission("a", folder), limits)
    assert (untouched.score, untouched.maximum, untouched.manual_pending) == (0, 65, ())

    source = {c["id"]: c["source"] for c in assignment.source["cells"]}
    path = folder / "l001-tiny.ipynb"
    notebook = nbformat.read(path, 4)
    for cell in notebook.cells:
        solution = solution_of(source[cell["id"]])
        cell.source = solution or cell.source
    nbformat.write(notebook, path)
    answers = {"version": 1, "quiz": assignment.quiz_key, "values": {}}
    (folder / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
    done = grade_submission(assignment, Submission("a", folder), limits)
    assert (done.score, done.maximum, done.manual_pending) == (65, 65, ("r1",)), done.exercises
