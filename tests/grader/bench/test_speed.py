"""The measures of speed grade what they say, and every model answer gets full marks on the way."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

COURSE = Path(__file__).parents[1] / "lab" / "course"


@pytest.mark.story
def test_soak_grades_everybody(dxlab: Callable[..., Any], tmp_path: Path) -> None:
    report = tmp_path / "soak.json"
    done = dxlab("bench", "soak", "l001-tiny", "--course", COURSE, "--people", 6, "--json", report)
    assert done.code == 0, done.err
    found = json.loads(report.read_text(encoding="utf-8"))
    assert (found["people"], len(found["scores"])) == (6, 1)
    assert found["seconds"] > 0 and found["peak"] > 10_000_000
    assert "6件を" in done.out


@pytest.mark.story
def test_inline_compares_with_stock_and_the_limit(dxlab: Callable[..., Any], tmp_path: Path) -> None:
    report = tmp_path / "inline.json"
    done = dxlab("bench", "inline", "--people", 4, "--json", report)
    assert done.code == 0, done.err
    found = json.loads(report.read_text(encoding="utf-8"))
    assert set(found["seconds"]) == {"stock", "dxlab-1", "dxlab-2", "bare-2"}
    assert all(seconds > 0 for seconds in found["seconds"].values())
    assert "stock/dxlab-2" in done.out and "dxlab-2/bare-2" in done.out


@pytest.mark.story
def test_grade_compares_four_ways(dxlab: Callable[..., Any], tmp_path: Path) -> None:
    report = tmp_path / "grade.json"
    done = dxlab("bench", "grade", "l001-tiny", "--course", COURSE, "--people", 4, "--json", report)
    assert done.code == 0, done.err
    found = json.loads(report.read_text(encoding="utf-8"))
    assert set(found["rows"]) == {"bare-1", "bare-2", "dxlab-1", "dxlab-2", "stock"}
    assert all(row["cpu"] > 0 for row in found["rows"].values())
    assert "stock/dxlab-2" in done.out
