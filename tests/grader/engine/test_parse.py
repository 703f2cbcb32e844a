"""Bytes that claim to be a notebook: bounded work, a sentence for each refusal."""

from __future__ import annotations

import json
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.engine.folder import Unreadable
from grader.engine.parse import MAX_DEPTH, parse_cells, text_of

CELL = {"cell_type": "code", "id": "a", "source": "x = '支所'", "metadata": {}}
PLAIN = json.dumps({"nbformat": 4, "cells": [CELL]}, ensure_ascii=False)


def test_a_notebook_is_read() -> None:
    assert parse_cells(PLAIN.encode()) == ([CELL], [])
    assert parse_cells(PLAIN.encode("utf-8-sig"))[0] == [CELL]


@pytest.mark.parametrize("encoding", ["utf-16", "cp932"])
def test_what_an_editor_saved_otherwise_is_read_and_said(encoding: str) -> None:
    cells, remarks = parse_cells(PLAIN.encode(encoding))
    assert cells == [CELL]
    assert "文字コード" in remarks[0]


def deep(n: int) -> bytes:
    return b'{"cells": ' + b"[" * n + b"]" * n + b"}"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\x00" * 50,
        b"[]",
        b"{}",
        b'{"cells": 3}',
        b'{"cells": []} trailing',
        b'{"cells": ["\x00"]}',
        b"\xff\xfe",
        b"\xff\xff\xff",
        b"PK\x03\x04",
        PLAIN.encode("utf-32"),
        deep(MAX_DEPTH + 1),
        b"[" * 5_000_000,
        b'{"a":' * 500_000,
        b"]" * 100_000,
        b'"\\"' * 1_000_000,
        b'{"cells": [' + b"[]," * 700_000 + b"[]]}",
        b'{"cells": [' + b"1," * 4_000_000 + b"1]}",
        b'{"worksheets": [{"cells": 3}]}',
        b'{"worksheets": [3]}',
    ],
    ids=lambda data: f"{len(data)}-{data[:9]!r}",
)
def test_what_is_no_notebook_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        parse_cells(data)
    assert str(caught.value).endswith("。")


def test_brackets_within_texts_do_not_count() -> None:
    source = '[[[{"\\"' * 50_000
    data = json.dumps({"cells": [{"source": source}]}).encode()
    assert text_of(parse_cells(data)[0][0]) == source


@pytest.mark.parametrize("value", [b"[],", b'"",', b"1,"])
def test_a_flood_of_values_takes_no_memory(value: bytes) -> None:
    data = b'{"cells": [' + value * 5_000_000 + b"1]}"
    tracemalloc.start()
    with pytest.raises(Unreadable):
        parse_cells(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * len(data)


def test_huge_numbers_and_nan_are_survived() -> None:
    outputs = b'{"cells": [{"source": "1", "outputs": [' + b"9" * 100_000 + b", NaN, -Infinity, 1e999]}]}"
    assert text_of(parse_cells(outputs)[0][0]) == "1"


def test_of_a_doubled_key_the_last_counts() -> None:
    assert text_of(parse_cells(b'{"cells": [], "cells": [{"source": "a", "source": "b"}]}')[0][0]) == "b"


def test_half_surrogates_become_question_marks() -> None:
    (cell,), _ = parse_cells(b'{"cells": [{"source": ["a\\ud800", "b"]}]}')
    assert text_of(cell) == "a?b"


def test_format_3_has_its_code_under_input() -> None:
    sheets = [{"cells": [{"cell_type": "code", "input": "x = 1"}, 7]}, {"cells": [{"source": "文"}]}]
    cells, _ = parse_cells(json.dumps({"nbformat": 3, "worksheets": sheets}).encode())
    assert [text_of(cell) for cell in cells] == ["x = 1", "文"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.binary(max_size=300) | JSON.map(lambda x: json.dumps(x).encode()))
def test_any_bytes_give_cells_or_a_sentence(data: bytes) -> None:
    try:
        cells, _ = parse_cells(data)
    except Unreadable as error:
        assert str(error).endswith("。")
    else:
        for cell in cells:
            text_of(cell).encode()
