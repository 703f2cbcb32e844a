"""Jobs through an executor: a death, a fault or a wish to stop costs no other submission."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from grader.engine import jobs
from grader.engine.jobs import fail_result, run_jobs
from grader.engine.model import Assignment, Limits, Result, State, Submission
from grader.errors import ContentError, DxlabError

ASSIGNMENT = Assignment("l1", "1", {}, (), Path("hidden.py"), {}, {}, {}, b"", 0, Path("."))


def people(*names: str) -> list[Submission]:
    return [Submission(name, Path(".")) for name in names]


def good(_assignment: Assignment, submission: Submission, _limits: Limits) -> Result:
    return Result(submission.student, State.GRADED)


class Fake(Executor):
    """Runs jobs here. Breaks, and stays broken, at the submission called "killer"."""

    pools = 0

    def __init__(self, workers: int) -> None:
        Fake.pools += 1
        self.broken = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self.broken:
            raise BrokenExecutor("broken before")
        future: Future[Any] = Future()
        if args[2].student == "killer":
            self.broken = True
            future.set_exception(BrokenProcessPool("a worker died"))
            return future
        try:
            future.set_result(fn(*args))
        except Exception as error:
            future.set_exception(error)
        return future


def states(grade: jobs.Grade[Assignment, Result], *names: str, **options: Any) -> dict[str, str]:
    results = run_jobs(grade, ASSIGNMENT, people(*names), Limits(), 2, Fake, fail=fail_result, **options)
    return {r.student: r.state.value for r in results}


def test_a_worker_that_dies_takes_nobody_with_it() -> None:
    Fake.pools = 0
    names = [f"p{i}" for i in range(40)]
    found = states(good, *names[:3], "killer", *names[3:])
    assert found == {**dict.fromkeys(names, "graded"), "killer": "failed"}
    assert Fake.pools < 10, "only what was in flight is tried alone"


def test_a_fault_of_ours_is_one_failure() -> None:
    def faulty(assignment: Assignment, submission: Submission, limits: Limits) -> Result:
        if submission.student == "p1":
            raise ZeroDivisionError("bug")
        return good(assignment, submission, limits)

    assert states(faulty, "p1", "p2") == {"p1": "failed", "p2": "graded"}


def test_what_is_wrong_with_the_lab_stops_the_run() -> None:
    def broken(*_: Any) -> Result:
        raise ContentError("checks-broken", "hidden.py", "直す")

    with pytest.raises(DxlabError):
        states(broken, "p1", "p2")


def test_stop_leaves_the_rest() -> None:
    done: list[str] = []
    for result in run_jobs(
        good,
        ASSIGNMENT,
        people(*"abcdefgh"),
        Limits(),
        1,
        Fake,
        stop=lambda: len(done) >= 2,
        fail=fail_result,
    ):
        done.append(result.student)
    assert 2 <= len(done) < 8


# --- the real pool -----------------------------------------------------------------


def tell_and_sleep(_a: Assignment, submission: Submission, _l: Limits) -> Result:
    """Starts a program of its own, as the engine does, and ends it on the way out."""
    with subprocess.Popen(["sleep", "60"], start_new_session=True) as process:
        (submission.folder / f"{submission.student}.pid").write_text(str(process.pid))
        try:
            process.wait()
        finally:
            process.kill()
    return Result(submission.student, State.GRADED)


def appears(path: Path) -> bool:
    for _ in range(600):
        if path.exists() and path.read_text():
            return True
        time.sleep(0.05)
    return False


def is_gone(pid: int) -> bool:
    for _ in range(200):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def sleeper_of(path: Path) -> int:
    assert appears(path)
    return int(path.read_text())


PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, {here!r})
import test_jobs as t
if __name__ == "__main__":
    folder = Path(sys.argv[1])
    stop = lambda: sys.argv[2] == "stop" and t.has_begun(folder)
    submission = t.Submission("p1", folder)
    results = t.jobs.run_jobs(t.tell_and_sleep, t.ASSIGNMENT, [submission], t.Limits(), 1, t.jobs.process_pool, stop, fail=t.fail_result)
    print(list(results))
"""


def start(folder: Path, word: str) -> subprocess.Popen[str]:
    """Another interpreter: a worker can only be given what it can import."""
    program = folder / "parent.py"
    program.write_text(PROGRAM.format(here=str(Path(__file__).parent)))
    return subprocess.Popen([sys.executable, program, folder, word], stdout=subprocess.PIPE, text=True)


def has_begun(folder: Path) -> bool:
    note = folder / "p1.pid"
    return note.exists() and note.read_text() != ""


def test_stopping_ends_workers_and_what_they_started(tmp_path: Path) -> None:
    with start(tmp_path, "stop") as parent:
        out, _ = parent.communicate()
    assert (parent.returncode, out.strip()) == (0, "[]")
    assert is_gone(sleeper_of(tmp_path / "p1.pid"))


def test_a_killed_parent_leaves_nothing_behind(tmp_path: Path) -> None:
    with start(tmp_path, "go on") as parent:
        sleeper = sleeper_of(tmp_path / "p1.pid")
        os.kill(parent.pid, signal.SIGKILL)
    assert is_gone(sleeper)
