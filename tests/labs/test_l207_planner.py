"""The planning notebook that L207 hands out: it runs untouched, and its sliders move the waits."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import nbformat
import pytest

SIMULATE = """
def simulate(arrivals, services, c):
    check_order(arrivals)
    free = [0] * c
    waits = []
    for a, s in zip(arrivals, services):
        i = free.index(min(free))
        begin = max(a, free[i])
        waits.append(begin - a)
        free[i] = begin + s
    return waits
"""
MEAN = r"平均待ち時間 ([0-9.]+)分"


@pytest.fixture
def run(root: Path, monkeypatch):
    """Runs the planner's cells, with what a person pasted, and gives the names it leaves."""
    monkeypatch.setattr(plt, "show", lambda: plt.close("all"))
    path = root / "labs/l207-queue-simulation/queue_planner.ipynb"
    cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]

    def run_cells(pasted: str) -> dict[str, Any]:
        names: dict[str, Any] = {"__name__": "planner"}
        for cell in cells:
            source = cell.replace("# ここに、自分の simulate を貼りつけます。", pasted)
            exec(source.replace("from dxlab import *\n\nstart()", ""), names)  # start() wants a lab's folder
        return names

    return run_cells


def test_untouched_it_says_what_is_missing(run, capsys):
    run("")
    assert "貼りつけて動かすと" in capsys.readouterr().out


def test_sliders_move_the_waits(run, capsys):
    names = run(SIMULATE)
    names["windows"].value = 7
    names["people"].value = 150
    names["minutes"].value = 8.0
    said = capsys.readouterr().out
    six, seven, crowded, quicker = (float(found) for found in re.findall(MEAN, said))
    assert seven < six and crowded > seven and quicker < crowded
    assert said.count("図の説明") == 4
    assert all(names[slider].description for slider in ("people", "minutes", "windows"))
