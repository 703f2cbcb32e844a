"""The numbers that L207's story leans on hold for the calibrated peak Monday, whatever the seed."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.lab.bench import open_bench
from grader.lab.read import read_lab
from grader.settings import Course

LAB = "l207-queue-simulation"
SEEDS = range(3)


@pytest.fixture(scope="module")
def lab(root: Path):
    """What the notebook's cells defined, with the model answers."""
    course = Course(root)
    with open_bench(course, read_lab(course, LAB), b"golden") as bench:
        yield bench.after["q6"]


def test_every_option_beats_the_present(lab):
    for seed in SEEDS:
        table = lab["scenarios"](lab["READY"], 120, seed).set_index("option")
        now = table.loc["今のまま"]
        assert 25 < now["mean"] < 45
        others = table.drop("今のまま")
        assert (others["high"] < now["low"]).all() and (others["mean"] > 5).all()
        assert (others["within15"] > now["within15"]).all()


def test_more_days_make_ranges_narrower(lab):
    for seed in SEEDS:
        few, many = (lab["scenarios"](lab["READY"], n, seed) for n in (20, 120))
        assert ((many["high"] - many["low"]) < (few["high"] - few["low"])).all()


def test_the_three_options_cannot_be_told_apart(lab):
    for seed in SEEDS:
        assert lab["best"](lab["scenarios"](lab["READY"], 60, seed)[1:]) == "差ははっきりしない"


def test_simulation_and_formula_agree(lab):
    """Two hundred runs of a queue whose mean is known (Erlang 1917), as in the notebook."""
    means = lab["mmc_means"](0.2, 10, 3, runs=200, people=500, seed=207)
    assert lab["agrees"](means, lab["erlang_c"](0.2, 10, 3))
    assert lab["erlang_c"](0.25, 10, 3) == pytest.approx(14.0, abs=0.1)
    assert lab["erlang_c"](0.25 / 3, 10, 1) == pytest.approx(50.0)
