"""The measure writes what it says it measures."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from grader.bench.gradebook import CELLS, LAB, bench_gradebook


def test_every_row_is_written(tmp_path: Path) -> None:
    found = bench_gradebook(20, tmp_path)
    assert (found["submissions"], found["cells"]) == (20, CELLS)
    assert found["seconds"] > 0
    with sqlite3.connect(tmp_path / "course" / "gradebook.db") as base:
        assert base.execute("select count(*), sum(auto_score) from grade").fetchall() == [(400, 200.0)]
        assert base.execute("select count(*) from comment").fetchall() == [(400,)]
    assert len(list((tmp_path / "course" / "autograded").glob(f"*/{LAB}/{LAB}.ipynb"))) == 20
