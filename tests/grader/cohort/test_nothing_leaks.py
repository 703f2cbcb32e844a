"""Hidden checks, expected values and hidden inputs stay out of all that trainees and their browsers get."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from grader.cohort.collect import collect_lab
from grader.cohort.feedback import give_feedback
from grader.cohort.grading import Options, grade_lab, load_assignment
from grader.cohort.model import Cohort
from grader.cohort.release import release_lab
from grader.settings import Course

pytestmark = pytest.mark.story
LAB = "l001-tiny"
MARKS = ("LEAK_SOURCE", "LEAK_ASSERT", "LEAK_TRUTH", "LEAK_INPUT", "73561")

HIDDEN = """
# LEAK_SOURCE
from dxlab.outcome import passed


def q1(average, *, ask):
    LEAK_SOURCE = "LEAK_SOURCE"
    for seed in ask.seeds(2):
        table, truth = ask.make("d00-waits", seed)
        value = average(table)
        assert ask.close(value, truth["mean"] + 73561, 0.001), f"LEAK_ASSERT {truth['note']} {table}"
    return passed()


def q2(longest, rank, *, ask):
    _, truth = ask.released("waits.csv")
    expected = {"LEAK_ASSERT": truth["note"]}
    return passed() if expected[rank] == longest else passed()
"""
ANSWERS = {
    "p1": "def average(df):\n    raise ValueError(df.to_csv())",
    "p2": "seen = []\ndef average(df):\n    seen.append(df)\n    print(df)\n    return df.to_csv()",
    "p3": "import sys, traceback\ndef average(df):\n    frame = sys._getframe()\n    out = ''\n"
    "    while frame:\n        out += str(frame.f_locals)\n        frame = frame.f_back\n"
    "    raise KeyError(out + df.to_csv())",
}


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """The tiny course with a mark in everything that only the grader may see."""
    root = tmp_path / "marked"
    shutil.copytree(Path(__file__).parents[1] / "lab" / "course", root)
    (root / "labs" / LAB / "hidden.py").write_text(HIDDEN, encoding="utf-8")
    maker = root / "datasets" / "d00-waits" / "generate.py"
    text = maker.read_text(encoding="utf-8")
    text = text.replace('"mean":', '"note": "LEAK_TRUTH",\n        "mean":')
    text = text.replace(
        "    return {", '    if not shift:\n        table["branch_code"] = "LEAK_INPUT"\n    return {', 1
    )
    maker.write_text(text, encoding="utf-8")
    return Course(root)


def answer_both(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    next(c for c in notebook["cells"] if c["id"] == "q2_answer")["source"] = "longest, rank = 'x', 1"
    path.write_text(json.dumps(notebook), encoding="utf-8")


def test_no_mark_is_found_where_trainees_or_formgrader_look(
    course: Course, cohort: Cohort, hand_in: Any
) -> None:
    release_lab(course, cohort, LAB, force=True)
    for student, answer in ANSWERS.items():
        answer_both(hand_in(student, answer) / f"{LAB}.ipynb")
    collect_lab(cohort, LAB)
    lines = grade_lab(cohort, load_assignment(course, cohort, LAB), Options(workers=1))
    give_feedback(cohort, LAB)
    assert len(lines) == 3
    places = [cohort.root, cohort.exchange]
    files = [path for place in places for path in place.rglob("*") if path.is_file()]
    found = {
        (str(path.relative_to(cohort.root.parent)), mark)
        for path in files
        for mark in MARKS
        if mark.encode() in path.read_bytes()
    }
    assert found == set()
    assert not any(mark in str(lines) for mark in MARKS)
    shown = (cohort.root / "autograded" / "p1" / LAB / f"{LAB}.ipynb").read_text(encoding="utf-8")
    assert "思わぬ答えで止まりました" in str(lines), "the checks did run into their own mistakes"
    assert "ValueError" in shown
