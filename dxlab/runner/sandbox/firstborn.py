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

_SEND: dict[int, signal.Signals] = {received: sent for sent, received in PASSED_ON.items()}
_AWAITED = {signal.SIGCHLD, TELL, *PASSED_ON.values()}
_WAS_KILLED = 128 + signal.SIGKILL


def code_of(exit_code: int) -> int:
    """The notebook's end as ``os.waitstatus_to_exitcode`` has it; 0 for anything but a kill."""
    return -signal.SIGKILL if exit_code == _WAS_KILLED else 0


def hold_signals() -> set[int | signal.Signals]:
    """Before the fork, so that none is missed: they wait for ``watch_over``. Returns the mask to go back to."""
    return signal.pthread_sigmask(signal.SIG_BLOCK, _AWAITED)


def watch_over(notebook: int) -> NoReturn:
    """Pass signals on, collect the dead, and end when told to; ``hold_signals`` comes first.

    All of it one after the other: a handler that ran while the notebook's end was
    being collected would not yet know of it, and would take a kill for an end of its own.
    """
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))  # the notebook's sockets must close when it dies
    status: int | None = None
    while True:
        number = signal.sigwait(_AWAITED)
        status = _collect(notebook, status)
        if number == TELL:
            os._exit(_WAS_KILLED if _was_killed(notebook, status) else 0)
        if number in _SEND and status is None:
            os.kill(notebook, _SEND[number])


def _collect(notebook: int, status: int | None) -> int | None:
    """Reap who has ended; how the notebook did, or what was known of it. Nobody else can reap it."""
    with contextlib.suppress(ChildProcessError):
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            if ended[0] == notebook:
                status = ended[1]
    return status


def _was_killed(notebook: int, status: int | None) -> bool:
    """Whether the notebook died of SIGKILL; one that still lives does so now."""
    if status is None:
        os.kill(notebook, signal.SIGKILL)
        status = os.waitpid(notebook, 0)[1]
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
