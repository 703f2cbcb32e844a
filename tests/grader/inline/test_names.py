"""Which names a cell binds, touches and mentions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.inline.names import bound_names, deferred_names, mentioned_names, touched_names


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("a = 1", {"a"}),
        ("a, (b, *c) = 1, (2, 3)", {"a", "b", "c"}),
        ("df['x'] = 1", {"df"}),
        ("df.loc[0, 'x'].y = 1", {"df"}),
        ("a += 1", {"a"}),
        ("del a", {"a"}),
        ("for i in range(3):\n    last = i", {"i", "last"}),
        ("with open('f') as file:\n    pass", {"file"}),
        ("def f(x):\n    inner = 1\n    return inner", {"f"}),
        ("class A:\n    x = 1", {"A"}),
        ("if (n := 3) > 2:\n    pass", {"n"}),
        ("squares = [k * k for k in range(3)]", {"squares"}),
        ("%matplotlib inline\na = 1", {"a"}),
        ("!ls\nb = 2", {"b"}),
        ("match 1:\n    case whole:\n        pass", {"whole"}),
        ("import os.path", {"os"}),
        ("from math import sqrt as root", {"root"}),
        ("this is no python", set()),
    ],
)
def test_bound_names(source: str, names: set[str]) -> None:
    assert set(bound_names(source)) == names


def test_a_plain_import_tells_its_module() -> None:
    assert bound_names("import pandas as pd\nimport os.path\nfrom math import sqrt") == {
        "pd": "pandas",
        "os": "os",
        "sqrt": "",
    }


def test_touched_names_are_those_whose_object_may_change() -> None:
    assert touched_names("rows.append(x)\nshuffle(deck, key=other)\ntotal = 1") == {
        "rows",
        "x",
        "deck",
        "other",
    }
    assert touched_names("def f(rows):\n    rows.append(1)") == set()


def test_deferred_names_are_read_when_the_function_is_called() -> None:
    assert "df" in deferred_names("def size():\n    return len(df)")
    assert "df" not in deferred_names("size = len(df)")
    assert mentioned_names("size = len(df)") == {"size", "len", "df"}


@given(st.text(max_size=80))
def test_no_text_stops_it(source: str) -> None:
    bound_names(source), touched_names(source), mentioned_names(source), deferred_names(source)
