"""Where a test runs: decided by what the model answer and the blank notebook get."""

from __future__ import annotations

from collections.abc import Callable

from grader.inline.model import Sheet, Way
from grader.inline.plan import Tried, Try, lay_out, plan_sheet
from grader.stock.scores import CellScore


def cell(text: str, name: str = "", **meta: bool) -> dict[str, object]:
    known = {"grade_id": name, **meta}
    return {"cell_type": "code", "source": text, "metadata": {"nbgrader": known} if name else {}}


def sheet(*cells: dict[str, object], **models: str) -> Sheet:
    return Sheet("nb", cells, models, {})


TWO = sheet(
    cell("df = 1"),
    cell("", "a1", solution=True),
    cell("assert f(df) == 1", "t1", grade=True),
    cell("", "a2", solution=True),
    cell("assert g() == 2", "t2", grade=True),
    a1="def f(x):\n    return x",
    a2="def g():\n    return f(2)\nf.done = True\nrows.append(1)",
)


def scores(right: Callable[[Sheet, str], bool]) -> Try:
    """An attempt in which the model answer gets a point in a test where ``right`` says so."""

    def attempt(tried: Sheet, answers: dict[str, str]) -> Tried:
        return Tried({t: CellScore(float(bool(answers) and right(tried, t)), False) for t in ("t1", "t2")})

    return attempt


def test_only_what_answers_bind_is_brought() -> None:
    laid = lay_out(TWO, set(), wide=False)
    assert laid.reads == {"t1": {"f"}, "t2": {"g"}}, "df stays the instructor's"
    assert laid.ways == {"t1": Way.APART, "t2": Way.APART}


def test_what_an_instructors_cell_binds_is_its_own_again() -> None:
    tried = sheet(
        cell("", "a1", solution=True),
        cell("x = x + 1"),
        cell("assert x == 2", "t1", grade=True),
        a1="x = 1",
    )
    assert lay_out(tried, set(), wide=False).reads == {"+1": {"x"}}


def test_names_inside_an_earlier_helper_are_brought_too() -> None:
    tried = sheet(
        cell("def size():\n    return len(rows)", "help", locked=True),
        cell("", "a1", solution=True),
        cell("assert size() == 2", "t1", grade=True),
        a1="rows = [1, 2]",
    )
    assert lay_out(tried, set(), wide=False).reads == {"t1": {"rows"}}


def test_a_test_that_carries_over_runs_apart() -> None:
    assert plan_sheet(TWO, scores(lambda s, t: True)).ways == {"t1": Way.APART, "t2": Way.APART}


def test_a_test_that_does_not_carry_over_stays() -> None:
    def right(tried: Sheet, name: str) -> bool:
        return name == "t1" or tried.ways["t2"] is Way.SAME

    assert plan_sheet(TWO, scores(right)).ways == {"t1": Way.APART, "t2": Way.SAME}


def test_a_test_that_needs_an_earlier_one_takes_it_along() -> None:
    def right(tried: Sheet, name: str) -> bool:
        return name == "t1" or set(tried.ways.values()) == {Way.SAME}

    assert plan_sheet(TWO, scores(right)).ways == {"t1": Way.SAME, "t2": Way.SAME}


def test_a_name_that_only_changes_is_brought_where_a_test_needs_it() -> None:
    tried = sheet(
        cell("rows = []"),
        cell("", "a1", solution=True),
        cell("assert rows", "t1", grade=True),
        cell("", "t2", grade=True),
        a1="rows.append(1)",
    )

    def right(now: Sheet, name: str) -> bool:
        return name == "t2" or now.ways["t1"] is Way.SAME or "rows" in now.reads.get("t1", ())

    planned = plan_sheet(tried, scores(right))
    assert planned.ways["t1"] is Way.APART
    assert planned.reads["t1"] == {"rows"}


def test_what_the_model_answer_does_not_pass_stays() -> None:
    def worth_a_point(name: str) -> dict[str, object]:
        meta = {"grade_id": name, "grade": True, "points": 1}
        return {**cell(""), "metadata": {"nbgrader": meta}}

    tried = sheet(cell("", "a1", solution=True), worth_a_point("t1"), worth_a_point("t2"), a1="x = 1")
    planned = plan_sheet(tried, scores(lambda _, name: name == "t2"))
    assert planned.ways == {"t1": Way.SAME, "t2": Way.APART}


def test_it_ends_when_a_test_is_never_the_same() -> None:
    calls = []

    def attempt(tried: Sheet, answers: dict[str, str]) -> Tried:
        calls.append(1)
        return Tried({t: CellScore(float(len(calls)), False) for t in ("t1", "t2")})

    assert set(plan_sheet(TWO, attempt).ways.values()) == {Way.SAME}
    assert len(calls) < 20
