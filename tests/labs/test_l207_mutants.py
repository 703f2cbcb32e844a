"""Planted faults in L207's checks: each one is noticed by the rehearsal that verify runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.lab.bench import open_bench
from grader.lab.read import read_lab
from grader.lab.rehearsal import rehearse
from grader.settings import Course

pytestmark = [pytest.mark.story, pytest.mark.xdist_group("mutants")]

LAB = "l207-queue-simulation"
# name -> (text of hidden.py, what stands there instead)
MUTANTS = {
    "closed days count": ('table["is_open"].eq(1) & ', ""),
    "doubled rows count": (
        "once = _in_hours(df.drop_duplicates())",
        "once = _in_hours(df)",
    ),
    "slow clocks do not matter": ('kept = kept[kept["called"].ge(kept["issued"])]', "pass"),
    "spread is not compared": ("and _cv_fits(ask, got[1], minutes)", ""),
    "own lines are right": ("ready.sort()\n    return found\n\n\ndef _own", "return found\n\n\ndef _own"),
    "unsorted arrivals pass": (
        'if not ask.raises(lambda: simulate(unsorted, [1.0, 1.0, 1.0], 2), "ValueError")',
        "if False",
    ),
    "too many people have no limit": (
        "if all(_is_endless(erlang_c, load, ask) for load in OVERLOADS)",
        "if True",
    ),
    "service belongs to the wait": (
        "return waits * minutes / (c - offered)\n",
        "return waits * minutes / (c - offered) + minutes\n",
    ),
    "agreement is not compared": ("if [bool(s) for s in said] == list(cases.values())", "if True"),
    "ranges are not compared": ('"low": 0.06, "high": 0.06}', '"low": 99.0, "high": 99.0}'),
    "touching ranges are apart": (
        "((20.0, 12.0, 16.0, 30.0), (2.0, 2.0, 2.0, 2.0), None)",
        "((20.0, 12.0, 16.0, 30.0), (2.0, 2.0, 2.0, 2.0), 1)",
    ),
    "other people for each option": (
        "n: int, seed: int, fresh: bool = False",
        "n: int, seed: int, fresh: bool = True",
    ),
    "twice means more than twice": (
        "if ask.close(doubles_at(exact, 0.8), 0.85, 1e-6):",
        "if True:",
    ),
    "plans that save nothing": (
        "if all(_is_endless(cost_per_minute, (plan,), ask) for plan in useless)",
        "if True",
    ),
    "a sentence is lost": ("窓口ごとに別の列を作っています。", "やり直しましょう。"),
    "everything passes": (
        "def q3(simulate: Any, *, ask: Any) -> Outcome:\n",
        "def q3(simulate: Any, *, ask: Any) -> Outcome:\n    return passed()\n",
    ),
}


@pytest.fixture(scope="module")
def bench(root: Path):
    course = Course(root)
    with open_bench(course, read_lab(course, LAB), b"golden") as opened:
        yield opened


def test_the_checks_as_they_are_pass(bench, root):
    bench.use_checks(root / "labs" / LAB / "hidden.py")
    assert rehearse(bench) == []


@pytest.mark.parametrize("name", MUTANTS)
def test_a_planted_fault_is_caught(bench, root, tmp_path, name):
    text = (root / "labs" / LAB / "hidden.py").read_text(encoding="utf-8")
    old, new = MUTANTS[name]
    assert old in text, f"nothing to plant: {old!r}"
    mutant = tmp_path / "hidden.py"
    mutant.write_text(text.replace(old, new), encoding="utf-8")
    bench.use_checks(mutant)
    assert rehearse(bench) != []
