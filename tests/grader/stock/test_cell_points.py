"""Points of a cell: nbgrader's rules, but for warnings."""

from __future__ import annotations

from typing import Any

import pytest

from grader.stock.cell_points import is_untouched, score_cell

WARNING = {"output_type": "stream", "name": "stderr", "text": "careful"}
ERROR = {"output_type": "error", "ename": "E", "evalue": "", "traceback": []}


def value(text: str) -> dict[str, Any]:
    return {
        "output_type": "execute_result",
        "data": {"text/plain": text},
        "metadata": {},
        "execution_count": 1,
    }


def cell(*outputs: dict[str, Any], kind: str = "code", **meta: Any) -> dict[str, Any]:
    full = {"grade": True, "solution": False, "locked": True, "grade_id": "t1", "points": 4.0, **meta}
    body = {"cell_type": kind, "source": "text", "metadata": {"nbgrader": full}}
    return {**body, "outputs": list(outputs), "execution_count": None} if kind == "code" else body


@pytest.mark.parametrize(
    ("outputs", "ours", "stock"),
    [
        ((), 4.0, 4.0),
        ((ERROR,), 0.0, 0.0),
        ((WARNING,), 4.0, 0.0),
        ((WARNING, value("1.5")), 1.5, 0.0),
        ((value("2.5"),), 2.5, 2.5),
        ((value("'words'"),), 4.0, 4.0),
        ((value("-1"),), 4.0, 4.0),
        ((value("1"), ERROR), 1.0, 1.0),
    ],
)
def test_tests(outputs: tuple[dict[str, Any], ...], ours: float, stock: float) -> None:
    assert score_cell(cell(*outputs)).auto == ours
    assert score_cell(cell(*outputs), stock_rules=True).auto == stock


def test_more_than_the_maximum_waits_for_a_person() -> None:
    found = score_cell(cell(value("5")))
    assert (found.auto, found.waiting) == (None, True)


def test_what_a_person_marks() -> None:
    written = score_cell(cell(kind="markdown", solution=True, locked=False, checksum="other"))
    assert (written.auto, written.waiting, written.untouched) == (None, True, False)
    task = score_cell(cell(kind="markdown", grade=False, task=True))
    assert (task.auto, task.waiting) == (None, False)


def test_an_answer_as_released_is_untouched() -> None:
    from nbformat import from_dict
    from nbgrader.utils import compute_checksum

    blank = cell(kind="markdown", solution=True, locked=False)
    blank["metadata"]["nbgrader"]["checksum"] = compute_checksum(from_dict(blank))
    assert is_untouched(blank)
    assert score_cell(blank).auto == 0.0
    assert not is_untouched({**blank, "source": "more"})
