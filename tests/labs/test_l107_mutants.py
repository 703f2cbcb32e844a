"""Planted faults in L107's checks: each one is noticed by the rehearsal that verify runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.lab.bench import open_bench
from grader.lab.read import read_lab
from grader.lab.rehearsal import rehearse
from grader.settings import Course

pytestmark = [pytest.mark.story, pytest.mark.xdist_group("mutants")]

LAB = "l107-impact-evaluation"
# name -> (text of hidden.py, what stands there instead)
MUTANTS = {
    "tolerance far too wide": ("MINUTES = 0.06", "MINUTES = 50.0"),
    "unweighted is right": (
        "def _mean(rows",
        "def _mean(rows: pd.DataFrame) -> float:\n    return _plain(rows)\n\n\ndef _unused(rows",
    ),
    "change of the input is not looked at": ("return bool(draw.table.equals(ask.seen(kept)))", "return True"),
    "wrong numbers pass": (
        "if not all(agreed):\n        return _name_mistake",
        "if not any(agreed):\n        return _name_mistake",
    ),
    "the choice is free": (
        'isinstance(q2_choice, str) and q2_choice.strip() == "イ"',
        "isinstance(q2_choice, str)",
    ),
    "no start line needed": ('_has_start_line(seen["lines"], months, draw.start),', "True,"),
    "legend and unit do not matter": ("return len(legend) >= 2 and", "return True or len(legend) >= 2 and"),
    "placebo may use the time after": (
        'return Draw(d.table[d.table["ym"] < d.start], d.fake, d.fake)',
        "return Draw(d.table, d.fake, d.fake)",
    ),
    "one-sided p value": (
        '"both": float(np.mean(farther >= -1e-9)),',
        '"both": float(np.mean(gaps <= own + 1e-9)),',
    ),
    "undelivered are dropped": ("want = _trial(table)\n", 'want = _trial(table[table["delivered"] == 1])\n'),
    "interval is not compared": ("INTERVAL = 0.0016", "INTERVAL = 9.0"),
    "balance is not compared": ("ask.close(got[column], _standardised(table, column), 0.006)", "True"),
    "verdict forgets the months": ("if len(months) < 6:", "if len(months) < 0:"),
    "verdict forgets the plus side": ('"使える" if -1.0 < gap < 1.0 else', '"使える" if -1.0 < gap else'),
    "a sentence is lost": ("先行していない支所の変化も使いましょう。", "やり直しましょう。"),
    "everything passes": (
        "def q3(did: Any, *, ask: Any) -> Outcome:\n",
        "def q3(did: Any, *, ask: Any) -> Outcome:\n    return passed()\n",
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
