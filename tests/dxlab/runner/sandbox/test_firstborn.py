"""The first process of a notebook's tree knows how the notebook ended, however close the two events are."""

from __future__ import annotations

import os
import select
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


def heard(reading: int) -> bytes:
    assert select.select([reading], [], [], 10)[0], "nothing came"
    return os.read(reading, 20)


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
        assert heard(reading) == b""
        os.close(reading)
        time.sleep(pause)
        assert told(pid) == -signal.SIGKILL


def test_one_that_ended_by_itself_was_not_killed():
    pid = start_tree(lambda: None)
    time.sleep(0.1)
    assert told(pid) == 0


def test_one_that_lives_is_killed_when_the_question_comes():
    assert told(start_tree(signal.pause)) == -signal.SIGKILL


def test_an_interrupt_reaches_a_notebook_that_lives_on():
    reading, writing = os.pipe()

    def notebook():
        signal.signal(signal.SIGINT, lambda *_: os.write(writing, b"interrupted"))
        os.write(writing, b"ready")
        while True:
            signal.pause()

    pid = start_tree(notebook)
    os.close(writing)
    assert heard(reading) == b"ready"
    os.kill(pid, firstborn.PASSED_ON[signal.SIGINT])
    assert heard(reading) == b"interrupted"
    os.close(reading)
    assert told(pid) == -signal.SIGKILL


def test_a_kill_reaches_the_notebook_and_leaves_the_first_process_alive():
    reading, writing = os.pipe()
    pid = start_tree(signal.pause)
    os.close(writing)
    os.kill(pid, firstborn.PASSED_ON[signal.SIGKILL])
    assert heard(reading) == b"", "the notebook's end of the pipe closes with it"
    os.close(reading)
    assert os.waitpid(pid, os.WNOHANG) == (0, 0)
    assert told(pid) == -signal.SIGKILL
