"""The notebook that is run has the trainee's text and nothing else of the trainee's."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from grader.engine.prepare import MAX_OWN_CELLS
from grader.inline.model import Sheet
from grader.inline.rebuild import fill_in, rebuild


def cell(text: str, name: str = "", kind: str = "code", **meta: Any) -> dict[str, Any]:
    known = {"nbgrader": {"grade_id": name, **meta}} if name else {}
    return {"cell_type": kind, "source": text, "metadata": known}


SHEET = Sheet(
    "nb",
    (
        cell("import math"),
        cell("stub", "a1", solution=True),
        cell("assert x == 1\nassert x != 2", "t1", grade=True, points=2.0, locked=True),
        cell("Your words", "w1", "markdown", grade=True, solution=True, points=3.0),
    ),
    {"a1": "x = 1"},
    {"kernelspec": {"name": "python3"}},
)


def texts(paper: Any) -> list[str]:
    return [c["source"] for c in paper.notebook["cells"]]


def test_locked_text_and_all_metadata_are_the_courses() -> None:
    mine = [
        cell("import math, os"),
        {
            **cell("x = 1", "a1", solution=True, points=100),
            "metadata": {"nbgrader": {"grade_id": "a1"}, "tags": ["skip"]},
        },
        cell("pass", "t1", grade=True, points=100),
        cell("<b>words</b>", "w1", "markdown"),
    ]
    paper = rebuild(SHEET, mine)
    assert texts(paper) == ["import math, os", "x = 1", SHEET.cells[2]["source"], "&lt;b>words&lt;/b>"]
    assert [c["metadata"] for c in paper.notebook["cells"][1:]] == [c["metadata"] for c in SHEET.cells[1:]]
    assert paper.notebook["metadata"] == SHEET.metadata


def test_the_later_of_two_with_one_name_counts() -> None:
    paper = rebuild(SHEET, [cell("x = 1", "a1"), cell("x = 2", "a1"), cell("", "t1")])
    assert paper.keys[:2] == ["", "a1"]
    assert "nbgrader" not in paper.notebook["cells"][0]["metadata"]


def test_a_deleted_test_comes_back_and_is_said() -> None:
    paper = rebuild(SHEET, [cell("x = 1", "a1")])
    assert paper.keys == ["a1", "t1"]
    assert "t1" in paper.problems[0]


def test_a_plain_cell_is_known_by_its_id_or_its_text() -> None:
    assert rebuild(SHEET, [cell("import math")]).keys[0] == "+0"
    changed = {**cell("import numpy"), "id": "abc"}
    named = Sheet("nb", ({**cell("import math"), "id": "abc"}, *SHEET.cells[1:]), SHEET.models, {})
    assert rebuild(named, [changed]).keys[0] == "+0"
    assert rebuild(SHEET, [cell("import numpy")]).keys[0] == ""


def test_many_own_cells_push_out_no_answer() -> None:
    paper = rebuild(SHEET, [cell("y = 0")] * (MAX_OWN_CELLS + 50) + [cell("x = 1", "a1"), cell("", "t1")])
    assert paper.keys[-2:] == ["a1", "t1"]
    assert len(paper.keys) == MAX_OWN_CELLS + 2


def test_pasted_pictures_stay_and_other_attachments_go() -> None:
    pasted = {
        **cell("![](a.png)", "w1", "markdown"),
        "attachments": {"a.png": {"image/png": "aGk=", "text/html": "<script>"}},
    }
    found = rebuild(SHEET, [pasted]).notebook["cells"][0]
    assert found["attachments"] == {"a.png": {"image/png": "aGk="}}


def test_fill_in_gives_the_model_answer_or_the_blank() -> None:
    assert texts(fill_in(SHEET, SHEET.models))[1] == "x = 1"
    assert texts(fill_in(SHEET, {}))[1] == "stub"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["nbgrader", "grade_id", "a1", "t1", "x"]), inner, max_size=3)
    ),
    max_leaves=10,
)


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["cell_type", "source", "metadata", "id", "attachments"]), JSON, max_size=5
        ),
        max_size=8,
    )
)
def test_whatever_cells_claim_the_result_is_a_notebook_with_every_test(cells: list[dict[str, Any]]) -> None:
    paper = rebuild(SHEET, cells)
    assert paper.keys.count("t1") == 1
    test = paper.notebook["cells"][paper.keys.index("t1")]
    assert test["source"] == SHEET.cells[2]["source"]
    assert len({c["id"] for c in paper.notebook["cells"]}) == len(paper.keys)
    assert all(isinstance(c["source"], str) for c in paper.notebook["cells"])
