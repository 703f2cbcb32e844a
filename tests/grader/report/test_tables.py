"""Exports open in a spreadsheet as they are meant."""

import pandas as pd
import pytest

from grader.report.tables import escape_formula, write_csv


@pytest.mark.parametrize("text", ["=1+1", "+81", "-3", "@SUM(A1)", "\t=1"])
def test_formulas_are_escaped(text):
    assert escape_formula(text) == f"'{text}"


@pytest.mark.parametrize("value", ["青波 渚", "", 3, -3.5, None])
def test_other_values_stay(value):
    assert escape_formula(value) is value or escape_formula(value) == value


def test_csv_has_a_byte_order_mark_and_escaped_cells(tmp_path):
    path = tmp_path / "t.csv"
    write_csv(path, pd.DataFrame({"氏名": ["=cmd()", "渚"], "点": [-1, 2]}))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert path.read_text(encoding="utf-8-sig").splitlines() == ["氏名,点", "'=cmd(),-1", "渚,2"]


def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "t.csv"
    path.write_text("old")

    def no_space(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pd.DataFrame, "to_csv", no_space)
    with pytest.raises(OSError):
        write_csv(path, pd.DataFrame({"a": [1]}))
    assert path.read_text() == "old" and list(tmp_path.iterdir()) == [path]
