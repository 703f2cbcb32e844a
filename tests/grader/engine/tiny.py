"""A tiny assignment, made in code: one function, one written part, a quiz."""

from __future__ import annotations

import json
from pathlib import Path

from grader.engine import Assignment, Exercise

STUB = "def double(x):\n    return ____\n"
SOLUTION = STUB + "\n### BEGIN SOLUTION\ndef double(x):\n    return x * 2\n### END SOLUTION"
MEMO = "ここに書いてください。"
HIDDEN = """
from dxlab.outcome import failed, passed, partial


def q1(double, *, ask):
    if not all(ask.close(double(n), 2 * n, 0) for n in ask.seeds(3)):
        return failed("2倍になっていません。")
    return passed() if ask.close(double(-1), -2, 0) else partial(0.5, "負の数も2倍にしましょう。")


def q2(double, *, ask):
    return passed() if ask.close(double(5), 10, 0) else failed("q1 を見直しましょう。")
"""


def code(cell_id, source, **flags):
    metadata = {
        "grade": False,
        "locked": True,
        "solution": False,
        "task": False,
        "schema_version": 3,
        **flags,
    }
    return {
        "cell_type": "code",
        "id": cell_id,
        "metadata": {"nbgrader": {**metadata, "grade_id": cell_id}},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def cells(answer, memo=MEMO):
    written = {
        "grade": True,
        "solution": True,
        "locked": False,
        "task": False,
        "points": 5,
        "schema_version": 3,
    }
    return [
        code("setup", "from dxlab.blank import ____"),
        code("q1_answer", answer, locked=False, solution=True),
        code("q1", 'check("q1")', grade=True, points=4),
        code("q2_answer", "other = ____", locked=False, solution=True),
        code("q2", 'check("q2")', grade=True, points=2),
        {
            "cell_type": "markdown",
            "id": "r1",
            "metadata": {"nbgrader": {**written, "grade_id": "r1"}},
            "source": memo,
        },
        code("quiz", 'check("quiz")', grade=True, points=5),
    ]


def notebook(cell_list):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cell_list}


def assignment(folder: Path) -> Assignment:
    hidden = folder / "hidden.py"
    hidden.write_text(HIDDEN, encoding="utf-8")
    return Assignment(
        name="tiny",
        version="1",
        source=notebook(cells(SOLUTION)),
        exercises=(
            Exercise("q1", "2倍", 4, "auto", "q1_answer", STUB),
            Exercise("q2", "別の", 2, "auto", "q2_answer", "other = ____"),
            Exercise("r1", "メモ", 5, "manual", "r1", MEMO),
            Exercise("quiz", "確認テスト", 5, "quiz", None, None),
        ),
        hidden=hidden,
        quiz_key={"t1": "a", "t2": "b", "t3": "c", "t4": "d", "t5": "a"},
        files={},
        released={},
        secret=b"secret",
        draw=0,
        course=folder,
    )


def hand_in(folder: Path, cell_list, name="tiny.ipynb") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(json.dumps(notebook(cell_list)), encoding="utf-8")
    return folder
