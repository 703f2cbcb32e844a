from __future__ import annotations

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.lab import notebook as nb
from grader.lab.pairing import compare, read_source


def test_ids_come_from_grade_ids_and_text_is_numbered(lab):
    ids = [cell["id"] for cell in read_source(lab).cells]
    assert ids == [
        "text-1",
        "setup",
        "load_data",
        "text-2",
        "q1_answer",
        "q1",
        "text-3",
        "q2_answer",
        "q2",
        "text-4",
        "r1",
        "text-5",
        "quiz_form",
        "quiz",
    ]


def test_exercises_are_found_with_points_titles_and_answers(lab):
    found = nb.find_exercises(read_source(lab))
    assert [(e.id, e.kind, e.points) for e in found] == [
        ("q1", "auto", 40),
        ("q2", "auto", 20),
        ("r1", "manual", 40),
        ("quiz", "quiz", 5),
    ]
    assert [e.title for e in found[:3]] == ["平均の待ち時間", "いちばん待つ支所", "課長へのメモ"]
    assert found[3].answer is None


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("## 記述　2通の伝言［10点］", "2通の伝言"),
        ("## 記述2　伝言［10点］", "伝言"),
        ("## 記述 2. 伝言［10点］", "伝言"),
        ("## 問3　3つの試行［10点］", "3つの試行"),
    ],
)
def test_a_number_that_belongs_to_the_title_stays(head, title):
    grade = {"grade": True, "grade_id": "r1", "locked": False, "points": 10, "solution": True, "task": False}
    cells = [new_markdown_cell(head), new_markdown_cell("答え", metadata={"nbgrader": grade})]
    assert [e.title for e in nb.find_exercises(new_notebook(cells=cells))] == [title]


def test_equal_notebooks_give_equal_bytes(lab):
    first, second = (nb.ipynb_text(read_source(lab)) for _ in range(2))
    assert first == second
    nbformat.validate(nbformat.reads(first, as_version=4))


def test_editors_metadata_is_cut():
    cell = new_code_cell(
        "1", metadata={"collapsed": True, "tags": ["x"], "nbgrader": {"grade_id": "a", "grade": False}}
    )
    cleaned = nb.clean(
        new_notebook(cells=[cell], metadata={"language_info": {"name": "python"}, "widgets": {}})
    )
    assert set(cleaned.cells[0].metadata) == {"nbgrader"}
    assert set(cleaned.metadata) == {"kernelspec"}


def test_solution_is_what_stands_between_the_marks():
    assert nb.solution_of("a\n### BEGIN SOLUTION\nb\n  c\n### END SOLUTION\nd") == "b\n  c"
    assert nb.solution_of("a") == ""


_LINES = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\u2028\u2029\x85"), max_size=20
)


@given(
    st.lists(
        st.tuples(st.booleans(), st.lists(_LINES.map(str.strip).filter(bool), min_size=1, max_size=4)),
        max_size=4,
    )
)
def test_a_trip_through_py_keeps_every_cell(cells):
    made = [
        (new_markdown_cell if text else new_code_cell)(
            "\n".join(lines if text else [f"x = {line!r}" for line in lines])
        )
        for text, lines in cells
    ]
    notebook = nb.clean(new_notebook(cells=made))
    import jupytext

    back = nb.clean(jupytext.reads(nb.py_text(notebook), fmt=nb.FORMAT))
    assert compare(notebook, back) == []
