"""kill -9 of anything at any moment, and Ctrl-C: a rerun ends in the same gradebook, nothing stays behind."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from grader.cohort.collect import collect_lab
from grader.cohort.create import open_cohort
from grader.cohort.model import Cohort
from grader.stock.gradebook import open_gradebook

LAB = "l001-tiny"
COURSE = Path(__file__).parents[1] / "lab" / "course"
RIGHT = "def average(df):\n    return float(df['wait'].mean())"
WRONG = "def average(df):\n    return float(df['wait'].median())"
ROWS = """
select a.student_id, b.name, g.auto_score, g.manual_score, g.extra_credit, g.needs_manual_grade,
  n.late_submission_penalty, a.timestamp, a.extension
 from grade g join base_cell b on b.id = g.cell_id join submitted_notebook n on n.id = g.notebook_id
 join submitted_assignment a on a.id = n.assignment_id order by 1, 2"""
COMMENTS = """
select a.student_id, b.name, c.auto_comment from comment c join base_cell b on b.id = c.cell_id
 join submitted_notebook n on n.id = c.notebook_id
 join submitted_assignment a on a.id = n.assignment_id order by 1, 2"""


def command(root: Path, *options: str) -> list[str]:
    program = str(Path(sys.executable).with_name("dxlab"))
    return [program, "grade", str(root), LAB, "--course", str(COURSE), *options]


def grade(root: Path, *options: str) -> None:
    done = subprocess.run(command(root, *options), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout


def rows(root: Path) -> list[list[tuple[Any, ...]]]:
    with sqlite3.connect(root / "gradebook.db") as base:
        return [base.execute(query).fetchall() for query in (ROWS, COMMENTS)]


def leftovers(root: Path) -> list[str]:
    """Anything in autograded/ that is no graded submission."""
    return [p.name for p in root.glob("autograded/*/*") if p.name != LAB]


# --- processes -----------------------------------------------------------------------


def stat_of(pid: int) -> tuple[str, int, str] | None:
    """State, parent and start time of a process."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return fields[0], int(fields[1]), fields[19]


def descendants(root: int) -> list[int]:
    parents = {int(p.name): found[1] for p in Path("/proc").glob("[0-9]*") if (found := stat_of(int(p.name)))}
    found: list[int] = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found[1:]


class Seen:
    """Every process that a command ever had, as far as one can look."""

    def __init__(self, process: subprocess.Popen[Any]) -> None:
        self.process = process
        self._starts: dict[int, str] = {}

    def look(self) -> list[int]:
        found = descendants(self.process.pid)
        for pid in found:
            if state := stat_of(pid):
                self._starts.setdefault(pid, state[2])
        return found

    def wait(self, seconds: float) -> None:
        """Watch until the command ends or the time is over."""
        latest = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < latest:
            self.look()
            time.sleep(0.01)

    def alive(self) -> list[int]:
        """Those that are still there, after a while to end."""
        for _ in range(300):
            left = [
                pid
                for pid, start in self._starts.items()
                if (now := stat_of(pid)) and now[2] == start and now[0] != "Z"
            ]
            if not left:
                return []
            time.sleep(0.1)
        return left


@contextmanager
def running(root: Path, *options: str) -> Iterator[Seen]:
    """A grading command in a session of its own, like one in a terminal."""
    with subprocess.Popen(
        command(root, *options),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        yield Seen(process)


# --- the trials ------------------------------------------------------------------------


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    (tmp_path / "kill").mkdir()
    return tmp_path / "kill"


@pytest.fixture
def bases(cohort: Cohort, hand_in: Callable[..., Path], kept: Path) -> dict[str, tuple[Path, float]]:
    """``fresh``: collected. ``marked``: graded, and a person has marked. With an undisturbed run's time."""
    hand_in("p1", RIGHT)
    hand_in("p2", WRONG)
    hand_in("p3", RIGHT, stamp="2026-07-02 03:00:00.000000")
    collect_lab(cohort, LAB)
    fresh, marked = kept / "fresh", kept / "marked"
    shutil.copytree(cohort.root, fresh)
    open_cohort(fresh)
    shutil.copytree(fresh, marked)
    start = time.monotonic()
    grade(marked)
    seconds = time.monotonic() - start
    with open_gradebook(open_cohort(marked)[0].stock) as gradebook:
        mark = gradebook.find_grade("r1", LAB, LAB, "p1")
        mark.manual_score, mark.needs_manual_grade = 12.0, False
        gradebook.db.commit()
    return {"fresh": (fresh, seconds), "marked": (marked, seconds)}


def disturb(base: Path, place: Path, seconds: float, chance: random.Random, *options: str) -> str:
    """One run in which one random process is killed, then a rerun; returns who was killed when."""
    shutil.copytree(base, place)
    open_cohort(place)
    with running(place, *options) as seen:
        moment = chance.uniform(0.0, seconds)
        seen.wait(moment)
        below = seen.look()
        # The coordinator as often as any other: it is one of many.
        victim = seen.process.pid if chance.random() < 0.3 or not below else chance.choice(below)
        try:
            with open(f"/proc/{victim}/cmdline") as file:
                name = file.read().replace("\0", " ")[-60:]
            os.kill(victim, signal.SIGKILL)
        except (FileNotFoundError, ProcessLookupError):
            name = "(already gone)"
        seen.wait(120)
        seen.process.communicate()
        assert seen.alive() == [], f"left behind after killing {name} at {moment:.1f} s"
    grade(place)
    assert leftovers(place) == []
    return f"{name} at {moment:.1f} s"


def play(bases: dict[str, tuple[Path, float]], kept: Path, times: int, seed: int) -> None:
    chance = random.Random(seed)
    reference = kept / f"reference-{seed}"
    shutil.copytree(bases["fresh"][0], reference)
    open_cohort(reference)
    grade(reference)
    wanted = {"fresh": rows(reference), "marked": rows(bases["marked"][0])}
    assert any(12.0 in row for row in wanted["marked"][0])
    for number in range(times):
        kind = ("fresh", "marked")[number % 2]
        base, seconds = bases[kind]
        place = kept / f"{seed}-{number}"
        said = disturb(base, place, seconds, chance, *(["--force"] if kind == "marked" else []))
        assert rows(place) == wanted[kind], f"seed {seed}, run {number} ({kind}): killed {said}"
        shutil.rmtree(place)


@pytest.mark.story
def test_ten_kills(bases: dict[str, tuple[Path, float]], kept: Path) -> None:
    play(bases, kept, 10, seed=1)


@pytest.mark.slow
def test_a_hundred_kills(bases: dict[str, tuple[Path, float]], kept: Path) -> None:
    play(bases, kept, 100, seed=2)


@pytest.mark.story
def test_ctrl_c_keeps_what_is_done(bases: dict[str, tuple[Path, float]], kept: Path) -> None:
    place = kept / "ctrl-c"
    shutil.copytree(bases["fresh"][0], place)
    open_cohort(place)
    results = place / ".dxlab" / "results" / LAB
    with running(place, "--workers", "1") as seen:
        while not list(results.glob("*.json")) and seen.process.poll() is None:
            seen.look()
            time.sleep(0.01)
        # As a terminal does it: to the whole group.
        os.kill(seen.process.pid, signal.SIGINT)
        for pid in seen.look():
            if os.getpgid(pid) == seen.process.pid:
                os.kill(pid, signal.SIGINT)
        seen.wait(60)
        out, err = seen.process.communicate()
        assert seen.alive() == []
    assert seen.process.returncode == 130, err
    assert re.search("3件のうち[12]件は採点して保存してあります", err), err
    assert "Traceback" not in err + out
    before = {p.name: p.stat().st_mtime_ns for p in results.iterdir()}
    grade(place)
    after = {p.name: p.stat().st_mtime_ns for p in results.iterdir()}
    assert len(after) == 3
    assert {name: after[name] for name in before} == before, "what was done is not done again"
