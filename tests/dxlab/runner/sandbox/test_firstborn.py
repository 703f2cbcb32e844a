"""The first process of a tree lives until it is ended, or until those who keep it are gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dxlab.runner.sandbox import firstborn

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux only")


def is_alive(pid: int) -> bool:
    """A dead one that nobody has collected yet is not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] not in "ZX"
    except (OSError, IndexError):
        return False


def ends_soon(pid: int) -> bool:
    deadline = time.monotonic() + 10
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not is_alive(pid)


def test_it_lives_until_it_is_ended():
    first = firstborn.start()
    time.sleep(0.05)
    assert is_alive(first.pid)
    first.end()
    assert not is_alive(first.pid)
    with pytest.raises(OSError, match="descriptor"):
        os.fstat(first.line)


def test_it_ends_with_the_process_that_keeps_it_although_forks_live_on():
    script = """
import os, signal, sys
from dxlab.runner.sandbox import firstborn
first = firstborn.start()
fork = os.fork()
if not fork:
    first.let_go()
    signal.pause()
print(first.pid, fork, flush=True)
sys.stdin.read()
os.kill(os.getpid(), signal.SIGKILL)
"""
    keeper = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert keeper.stdin and keeper.stdout
    first, fork = map(int, keeper.stdout.readline().split())
    try:
        assert is_alive(first) and is_alive(fork)
        keeper.stdin.close()
        keeper.wait()
        assert ends_soon(first)
        assert is_alive(fork)
    finally:
        os.kill(fork, signal.SIGKILL)
        keeper.stdout.close()
