"""A warm process from which notebooks fork.

The *zygote* has imported the heavy libraries. For each lab it forks a *stage*:
the lab's files lie there and its leading cells, which are the same for
everybody, have run once. Each submission is a fork of a stage. Neither zygote
nor stage ever runs a trainee's code or holds a secret.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dxlab.runner import files, randomness
from dxlab.runner.control import receive_request, send_reply
from dxlab.runner.notebook import run_plain, serve_notebook
from dxlab.runner.sandbox import Sandbox
from dxlab.runner.shell import Shell


class ForkServer:
    """The loop of a zygote and, after a fork, of a stage.

    Requests (JSON frames): ``stage`` (``files``, ``cells``) and ``submission``
    (``files`` of its own) come with the socket on which the new process will be spoken to; both are
    answered with its ``pid``. ``signal`` and ``end`` take that ``pid``; the
    answer to ``end`` says how the process ended and what it used.
    """

    def __init__(self, control: socket.socket, shell: Shell, sandbox: Sandbox) -> None:
        self._control = control
        self._shell = shell
        self._sandbox = sandbox
        self._start: files.Files = {}
        self._drawn_from: randomness.State | None = None

    def serve(self) -> None:
        """Serve until the grader hangs up."""
        while True:
            request, sockets = receive_request(self._control)
            if request is None:
                return
            send_reply(self._control, self._perform(request, sockets))

    def _perform(self, request: dict[str, Any], sockets: list[int]) -> dict[str, Any]:
        operation = request["op"]
        if operation == "signal":
            self._sandbox.signal(request["pid"], request["number"])
            return {}
        if operation == "end":
            return self._end(request["pid"])
        if operation == "stage":
            _reap_stages()
        pid = os.fork() if operation == "stage" else self._sandbox.fork()
        if pid == 0:
            control = socket.socket(fileno=sockets[0])
            self._leave_parent(control)
            with _exit_after(control):
                if operation == "stage":
                    self._become_stage(request)
                else:
                    self._become_notebook(request)
        os.close(sockets[0])
        return {"pid": pid}

    def _end(self, pid: int) -> dict[str, Any]:
        code, usage = self._sandbox.end(pid)
        seconds = usage.ru_utime + usage.ru_stime
        return {"code": code, "seconds": seconds, "memory": usage.ru_maxrss * 1024}

    def _leave_parent(self, control: socket.socket) -> None:
        os.setsid()
        self._control.close()
        self._control = control

    def _become_stage(self, request: dict[str, Any]) -> None:
        self._sandbox.start_stage()
        scratch = self._sandbox.move_in()
        settle(scratch, files.from_json(request["files"]))
        self._shell.attach(scratch / "tmp")
        randomness.reseed()
        before = randomness.state()
        cells = [run_plain(self._shell, cell) for cell in request["cells"]]
        after = randomness.state()
        self._drawn_from = None if after == before else after
        self._start = files.read_files(scratch / "work")
        gc.collect()
        gc.freeze()
        send_reply(self._control, {"cells": cells})
        self.serve()

    def _become_notebook(self, request: dict[str, Any]) -> None:
        scratch = self._sandbox.move_in()
        self._sandbox.drop_rights()
        settle(scratch, {**self._start, **files.from_json(request["files"])})
        self._shell.attach(scratch / "tmp")
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self._sandbox.shut(scratch)
        if self._drawn_from is None:
            randomness.reseed()
        else:
            randomness.restore(self._drawn_from)
        serve_notebook(self._control, self._shell)


def settle(scratch: Path, start: files.Files) -> None:
    """Lay out a scratch and make its ``work`` the working folder."""
    for name in ("work", "home", "tmp"):
        (scratch / name).mkdir(mode=0o700)
    files.write_files(scratch / "work", start)
    os.chdir(scratch / "work")
    os.environ.update(
        HOME=str(scratch / "home"),
        TMPDIR=str(scratch / "tmp"),
        IPYTHONDIR=str(scratch / "home" / "ipython"),
        MPLCONFIGDIR=str(scratch / "home" / "matplotlib"),
    )


@contextlib.contextmanager
def _exit_after(control: socket.socket) -> Iterator[None]:
    """A fork must never return into its parent's loop; what kept it from starting is told."""
    try:
        yield
    except Exception as error:
        with contextlib.suppress(OSError):
            send_reply(control, {"failed": f"{type(error).__name__}: {error}"})
    finally:
        os._exit(0)


def _reap_stages() -> None:
    """Collect stages that were hung up on."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
