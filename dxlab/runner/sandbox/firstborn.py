"""The first process of a notebook's tree: it lives until told to end, whatever the notebook does.

Signals of the tree itself can't kill it, and with its end everything in the
tree ends. It runs no code of a trainee.
"""

from __future__ import annotations

import contextlib
import os
import signal
from typing import NoReturn

#: What to send the first process so that the notebook gets the other signal.
PASSED_ON = {signal.SIGINT: signal.SIGINT, signal.SIGKILL: signal.SIGQUIT}
#: Ends it; its exit code then says how the notebook ended.
TELL = signal.SIGTERM

_WAS_KILLED = 128 + signal.SIGKILL


def code_of(exit_code: int) -> int:
    """The notebook's end as ``os.waitstatus_to_exitcode`` has it; 0 for anything but a kill."""
    return -signal.SIGKILL if exit_code == _WAS_KILLED else 0


def watch_over(notebook: int) -> NoReturn:
    """Pass signals on, collect the dead, and wait for the end."""
    watch = _Watch(notebook)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))  # the notebook's sockets must close when it dies
    signal.signal(signal.SIGINT, lambda *_: watch.send(signal.SIGINT))
    signal.signal(PASSED_ON[signal.SIGKILL], lambda *_: watch.send(signal.SIGKILL))
    signal.signal(TELL, lambda *_: os._exit(_WAS_KILLED if watch.was_killed() else 0))
    while True:
        watch.collect()


class _Watch:
    def __init__(self, notebook: int) -> None:
        self._notebook = notebook
        self._status: int | None = None

    def send(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):  # it may have ended by itself
            os.kill(self._notebook, number)

    def collect(self) -> None:
        try:
            pid, status = os.wait()
        except ChildProcessError:
            signal.pause()
            return
        if pid == self._notebook:
            self._status = status

    def was_killed(self) -> bool:
        """Whether the notebook died of SIGKILL; one that still lives does so now."""
        if self._status is None:
            self.send(signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                self._status = os.waitpid(self._notebook, 0)[1]
        status = self._status or 0
        return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
