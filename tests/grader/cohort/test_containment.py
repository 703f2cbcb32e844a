"""Where nothing can shut a submission in, grading refuses, unless the operator takes it on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.cohort.collect import collect_lab
from grader.cohort.model import Cohort

LAB = "l001-tiny"
COURSE = Path(__file__).parents[1] / "lab" / "course"
FORBID = Path(__file__).parents[2] / "dxlab" / "runner" / "sandbox" / "forbid.py"
DXLAB = str(Path(sys.executable).with_name("dxlab"))

pytestmark = pytest.mark.attacks


@pytest.fixture
def grade(cohort: Cohort, hand_in: Callable[..., Path]) -> Callable[..., Any]:
    """``dxlab grade`` on a system that refuses the named system calls."""
    hand_in("p1", "def average(df):\n    return float(df['wait'].mean())")
    collect_lab(cohort, LAB)

    def run(forbidden: str, *options: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(FORBID), forbidden, sys.executable, DXLAB]
        command += ["grade", str(cohort.root), LAB, "--course", str(COURSE), *options]
        return subprocess.run(command, capture_output=True, text=True)

    return run


def test_without_namespaces_landlock_holds(grade: Callable[..., Any]) -> None:
    done = grade("unshare setns mount")
    assert done.returncode == 0, done.stderr
    assert "隔離: Landlock" in done.stdout and "名前空間" not in done.stdout


def test_without_anything_it_refuses_and_says_what_to_do(grade: Callable[..., Any], cohort: Cohort) -> None:
    done = grade("unshare landlock_create_ruleset")
    assert done.returncode != 0
    assert "採点しません" in done.stderr and "--in-throwaway-container" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(cohort.root.glob("autograded/*/*"))


def test_in_a_container_that_is_thrown_away_it_grades_and_says_so(grade: Callable[..., Any]) -> None:
    done = grade("unshare landlock_create_ruleset", "--in-throwaway-container")
    assert done.returncode == 0, done.stderr
    assert "隔離: ありません" in done.stdout
