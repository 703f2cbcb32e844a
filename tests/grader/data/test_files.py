import csv
import errno
import io
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.data import table_bytes, write_table

# What CSV can carry: no surrogates (not UTF-8) and no NUL (the csv module refuses it).
cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
rows = st.lists(
    st.tuples(cells, st.integers(-(2**53), 2**53), st.floats(allow_nan=False)), min_size=1, max_size=8
)


@given(rows)
def test_round_trip(rows):
    table = pd.DataFrame(rows, columns=["文字", "n", "x"]).astype({"文字": "str"})
    # newline="" as csv asks for: line ends inside a cell belong to the cell
    text = io.StringIO(table_bytes(table).decode("utf-8"), newline="")
    header, *back = csv.reader(text)
    assert header == ["文字", "n", "x"]
    assert [(word, int(n), float(x)) for word, n, x in back] == rows


def test_writes_utf8_with_plain_line_ends_and_leading_zeros(tmp_path):
    path = tmp_path / "表.csv"
    write_table(path, pd.DataFrame({"コード": ["012084", "𠮷"], "x": [1.0, None]}, index=[5, 9]))
    assert path.read_bytes() == "コード,x\n012084,1.0\n𠮷,\n".encode()
    assert path.stat().st_mode & 0o777 == 0o644


def test_bytes_are_written_as_they_are(tmp_path):
    write_table(tmp_path / "a.xlsx", b"PK\r\n\xff")
    assert (tmp_path / "a.xlsx").read_bytes() == b"PK\r\n\xff"


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "t.csv"
    path.write_text("old")

    def full(self, target):
        raise OSError(errno.ENOSPC, "disk full")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="disk full"):
        write_table(path, b"new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_folder_must_exist(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_table(tmp_path / "none" / "t.csv", b"")
