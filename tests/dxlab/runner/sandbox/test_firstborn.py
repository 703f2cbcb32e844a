"""The first process of a notebook's tree knows how the notebook ended, however close the two events are."""

from __future__ import annotations

import os
import signal
import time

import pytest

from dxlab.runner.sandbox import firstborn


def start_tree(notebook) -> int:
    mask = firstborn.hold_signals()
    pid = os.fork()
    if pid == 0:
        try:
            child = os.fork()
            if child == 0:
                signal.pthread_sigmask(signal.SIG_SETMASK, mask)
                notebook()
                os._exit(0)
            firstborn.watch_over(child)
        finally:
            os._exit(99)
    signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    return pid


def told(pid: int) -> int:
    os.kill(pid, firstborn.TELL)
    return firstborn.code_of(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("pause", [0.0, 0.0005, 0.002])
def test_a_kill_is_known_although_the_question_comes_at_the_same_moment(pause):
    for _ in range(60):
        reading, writing = os.pipe()  # closes when the notebook dies, as its socket does

        def notebook(reading=reading):
            os.close(reading)
            die()

        pid = start_tree(notebook)
        os.close(writing)
        os.read(reading, 1)
        os.close(reading)
        time.sleep(pause)
        assert told(pid) == -signal.SIGKILL


def test_one_that_ended_by_itself_was_not_killed():
    pid = start_tree(lambda: None)
    time.sleep(0.1)
    assert told(pid) == 0


def test_one_that_lives_is_killed_when_the_question_comes():
    assert told(start_tree(signal.pause)) == -signal.SIGKILL


def test_an_interrupt_is_passed_on():
    def notebook():
        signal.signal(signal.SIGINT, lambda *_: die())
        while True:
            signal.pause()

    pid = start_tree(notebook)
    time.sleep(0.2)
    os.kill(pid, firstborn.PASSED_ON[signal.SIGINT])
    time.sleep(0.2)
    assert told(pid) == -signal.SIGKILL
