"""The looking itself: each kind of fault is found when it is there."""

from __future__ import annotations

import ctypes
import dataclasses
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dxlab.outcome import Outcome, passed
from grader.bench import attack
from grader.bench.attack import Range
from grader.bench.case import FULL, Case
from grader.bench.driver import Driver
from grader.bench.leftovers import find_leftovers, fingerprint, ipc_key
from grader.bench.target import Target
from grader.bench.traps import Listeners, found_markers, make_markers, plant_home
from grader.engine import Assignment, ExerciseResult, Limits, Result, State, Submission

CASE = Case("wrong", "", ())


def result_of(**points: float) -> Result:
    rows = tuple(
        ExerciseResult(name, points.get(name, value), value, passed()) for name, value in FULL.items()
    )
    return Result("mallory", State.GRADED, rows, notebook={"cells": []})


class FakeTarget(Target):
    """A target without a course: what is graded is fake too."""

    def write(self, case: Case, facts: dict[str, str], folder: Path) -> None:
        folder.mkdir(parents=True)
        (folder / "case").write_text(case.name + " " + facts["TOKEN"])


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Target]:
    for name in ("course", "cohort", "exchange", "home"):
        (tmp_path / name).mkdir()
    listeners = Listeners(f"dxlab-test-{os.getpid()}", tmp_path / "ear.sock")
    facts = listeners.open()
    nothing: dict[str, str] = {}
    yield FakeTarget(
        tmp_path,
        None,
        None,
        None,
        nothing,
        nothing,
        make_markers(),
        facts,
        listeners,  # type: ignore[arg-type]
    )
    listeners.close()


def faults_with(target: Target, monkeypatch: pytest.MonkeyPatch, answer: object, case: Case = CASE) -> str:
    """What is found when the engine does ``answer(submission, token)`` to a hostile hand-in."""

    def grade(_assignment: Assignment, submission: Submission, _limits: Limits) -> Result:
        name, token = (submission.folder / "case").read_text().split()
        return answer(token) if name == "wrong" else result_of()  # type: ignore[operator]

    monkeypatch.setattr(attack, "grade_submission", grade)
    report = Range(target).run(case)
    return " / ".join(report.faults)


def test_nothing_is_wrong_with_what_is_right(target: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults_with(target, monkeypatch, lambda _: result_of(q1=0)) == ""


def test_won_points_and_a_wrong_state_are_found(target: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    case = dataclasses.replace(CASE, state=("partial",), says="リンク")
    found = faults_with(target, monkeypatch, lambda _: result_of(), case)
    assert "q1: 40 points, expected 0" in found
    assert "state graded, expected partial" in found
    assert "no problem says" in found


def test_a_secret_is_found_wherever_it_is_shown(target: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = target.markers["TRUTH"]
    outcome = Outcome(passed().status, 1.0, (f"これは {secret}",))
    rows = (ExerciseResult("q2", 20, 20, outcome), *result_of(q1=0).exercises)
    for shown in (
        {"notebook": {"cells": [{"cell_type": "markdown", "source": secret}]}},
        {"problems": (secret,)},
        {"files": {"answers.json": secret.encode()}},
        {"exercises": rows},
    ):
        leaking = dataclasses.replace(result_of(q1=0), **shown)
        assert "leaked: TRUTH" in faults_with(target, monkeypatch, lambda _, r=leaking: r)


def test_a_changed_file_and_a_message_are_found(target: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    def reach_out(_token: str) -> Result:
        (target.base / "cohort" / "new.txt").touch()
        with socket.create_connection(("127.0.0.1", int(target.facts["TCP"]))) as out:
            out.sendall(b"stolen")
        socket.socket(type=socket.SOCK_DGRAM).sendto(b"more", ("127.0.0.1", int(target.facts["UDP"])))
        return result_of(q1=0)

    found = faults_with(target, monkeypatch, reach_out)
    assert "changed outside: new.txt" in found
    assert "stolen" in found
    assert "more" in found


def test_an_attack_that_says_so_got_through(target: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    def won(token: str) -> Result:
        return dataclasses.replace(result_of(q1=0), problems=(f"DXLAB_WON_{token}",))

    assert "got through" in faults_with(target, monkeypatch, won)


def test_harm_to_the_next_hand_in_is_found(target: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    harmed = False

    def grade(_assignment: Assignment, submission: Submission, _limits: Limits) -> Result:
        nonlocal harmed
        if (submission.folder / "case").read_text().startswith("wrong"):
            harmed = True
            return result_of(q1=0)
        return result_of(q2=0) if harmed else result_of()

    monkeypatch.setattr(attack, "grade_submission", grade)
    report = Range(target).run(CASE)
    assert "an innocent hand-in then earned" in report.faults[0]


@pytest.mark.story
def test_leftovers_are_found_and_removed(tmp_path: Path) -> None:
    token = f"atk{os.getpid():08x}"
    (tmp_path / f"x-{token}").touch()
    code = (
        "import ctypes, time; ctypes.CDLL(None).prctl(15, b'%s', 0, 0, 0); print(flush=True); time.sleep(60)"
    )
    child = subprocess.Popen([sys.executable, "-c", code % token], stdout=subprocess.PIPE)
    assert child.stdout
    child.stdout.readline()
    ctypes.CDLL(None).shmget(ipc_key(token), 4096, 0o1666)
    os.close(ctypes.CDLL(None).mq_open(f"/{token}".encode(), os.O_CREAT | os.O_RDWR, 0o600, None))
    found = find_leftovers(token, [tmp_path])
    child.stdout.close()
    child.wait()
    objects = ["shared memory left", "message queue left"]
    assert found == ["1 processes left", f"file left: {tmp_path}", *objects]
    assert find_leftovers(token, [tmp_path]) == []


def test_times_modes_and_contents_are_part_of_a_fingerprint(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("1")
    seen = [fingerprint([tmp_path])]
    for change in (lambda: file.chmod(0o600), lambda: os.utime(file, (1, 1)), lambda: file.write_text("2")):
        change()
        assert fingerprint([tmp_path]) not in seen
        seen.append(fingerprint([tmp_path]))


def test_planted_secrets_are_told_apart(tmp_path: Path) -> None:
    markers = make_markers()
    plant_home(tmp_path, markers["HOMEFILE"])
    text = "".join(p.read_text() for p in tmp_path.rglob("*") if p.is_file())
    assert found_markers(text, markers) == ["HOMEFILE"]


@pytest.mark.attacks
def test_a_grader_that_dies_is_a_fault_and_the_next_case_is_graded(driver: Driver) -> None:
    driver.run(Case("honest_plain", "", ()))
    assert driver._process
    driver._process.kill()
    assert driver.run(Case("honest_plain", "", ())).faults == ("the grader died",)
    assert driver.run(Case("honest_plain", "", ())).faults == ()
