"""Planted faults in L203's checks: each one is noticed by the rehearsal that verify runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.lab.bench import open_bench
from grader.lab.read import read_lab
from grader.lab.rehearsal import rehearse
from grader.settings import Course

pytestmark = [pytest.mark.story, pytest.mark.xdist_group("mutants")]

LAB = "l203-rpa-batch"
# name -> (text of hidden.py, what stands there instead)
MUTANTS = {
    "silence about skipped files is right": ("if not bad <= set(names):", "if False:"),
    "copies may be counted": (
        'if len(codes) > len(set(codes)):\n        return "同じ報告',
        'if False:\n        return "同じ報告',
    ),
    "a change of the tables is not looked at": ("a.equals(ask.seen(kept[0]))", "True"),
    "equal amounts may differ": ('if ("matched", "diff") in wrong:', "if False:"),
    "rows may be lost": ("return _lost_or_doubled(found, want) or _misplaced(", "return _misplaced("),
    "letters may hold anything": ("if _lines(text) != _lines(_letter(template, row))", "if False"),
    "the start may be counted": ("for count_first in (False, True):", "for count_first in (True,):"),
    "no stop in the middle": ("(_one_pass, _again, _interrupted)", "(_one_pass, _again)"),
    "only the first step is cut": ("for after in range(40):", "for after in range(1):"),
    "no second day": ("(_one_pass, _again, _interrupted)", "(_one_pass, _interrupted)"),
    "a dry run may write": ("True, folder=root, after=0)", "True, folder=root, after=99)"),
    "never is free": ("if break_even(*never) is not None:", "if False:"),
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
