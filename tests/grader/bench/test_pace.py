"""The pace counts what comes after the start, and nothing else."""

from __future__ import annotations

import time

import pytest

from grader.bench.speed.pace import Pace


def test_the_start_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([51.0, 55.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    pace = Pace(2)
    for done in range(5):
        pace(done, 4, "")
    assert pace.seconds() == 2.0


@pytest.mark.parametrize("done", [1, 4])
def test_nothing_after_the_start_is_no_measurement(done: int) -> None:
    pace = Pace(2)
    pace(done, 4, "")
    with pytest.raises(RuntimeError):
        pace.seconds()
