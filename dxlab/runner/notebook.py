"""One submission's process: runs cells, and answers each question in a fork of itself."""

from __future__ import annotations

import json
import os
import signal
import socket
from typing import Any

from dxlab.channel.server import Server
from dxlab.channel.snapshot import take
from dxlab.channel.transport import serve
from dxlab.runner.control import receive_request, send_reply
from dxlab.runner.examiner import Examiner
from dxlab.runner.shell import Shell


def serve_notebook(control: socket.socket, shell: Shell) -> None:
    """Serve until the grader hangs up.

    Requests (JSON frames): ``{"op": "cell", "id", "source"}`` is answered with
    the cell's outputs; ``{"op": "question", "seconds"}`` comes with a socket: a
    fork stays as things are now and answers there for one question, whenever
    the grader asks; ``{"op": "close"}`` waits for the forks.
    ``{"op": "snapshot", "names"}`` tells what names hold now. In the process
    that runs an instructor's cells, ``{"op": "bring", "claims", "modules",
    "objects", "seconds"}`` binds such names, with the socket of a question for what is no
    plain data. Every reply says how much CPU time answering has taken so far.
    """
    notebook = _Notebook(control, shell)
    send_reply(control, {"ready": True})
    while True:
        request, sockets = receive_request(control)
        if request is None:
            return
        reply = notebook.perform(request, sockets)
        send_reply(control, {**reply, "answer_seconds": notebook.answer_seconds})


class _Notebook:
    def __init__(self, control: socket.socket, shell: Shell) -> None:
        self._control = control
        self._shell = shell
        self._forks: list[int] = []
        self._examiner = Examiner(shell.namespace)
        self.answer_seconds = 0.0
        self._operations = {
            "cell": self._run_cell,
            "snapshot": self._take_snapshot,
            "bring": self._bring,
            "question": self._hold_question,
            "close": self._close,
        }

    def perform(self, request: dict[str, Any], sockets: list[int]) -> dict[str, Any]:
        self._reap(os.WNOHANG)
        return self._operations[request["op"]](request, sockets)

    def _run_cell(self, request: dict[str, Any], _sockets: list[int]) -> dict[str, Any]:
        self._examiner.begin(request.get("objects", False))
        reply = run_plain(self._shell, request)
        return {**reply, "over": self._examiner.over, "met_object": self._examiner.met_object}

    def _take_snapshot(self, request: dict[str, Any], _sockets: list[int]) -> dict[str, Any]:
        return {"claims": take(self._shell.namespace, request["names"])}

    def _bring(self, request: dict[str, Any], sockets: list[int]) -> dict[str, Any]:
        question = socket.socket(fileno=sockets[0]) if sockets else None
        too_large = self._examiner.bring(
            request["claims"], request["modules"], request["objects"], question, request["seconds"]
        )
        return {"too_large": too_large}

    def _close(self, _request: dict[str, Any], _sockets: list[int]) -> dict[str, Any]:
        self._reap(0)
        return {}

    def _hold_question(self, request: dict[str, Any], sockets: list[int]) -> dict[str, Any]:
        pid = os.fork()
        if pid == 0:
            self._answer(socket.socket(fileno=sockets[0]), request["seconds"])
        os.close(sockets[0])
        self._forks.append(pid)
        return {"asked": True}

    def _answer(self, question: socket.socket, seconds: float) -> None:
        """Wait to be asked, serve one question and end. The alarm ends a fork whose asker has given up."""
        status = 1
        try:
            self._control.close()
            _silence()
            question.recv(1, socket.MSG_PEEK)
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(int(seconds) + 2)
            serve(question, Server(self._shell.namespace, scratch=os.getcwd()))
            status = 0
        finally:
            os._exit(status)

    def _reap(self, flags: int) -> None:
        for pid in list(self._forks):
            try:
                done, _, usage = os.wait4(pid, flags)
            except ChildProcessError:  # the trainee's own code has waited for it
                self._forks.remove(pid)
                continue
            if done:
                self._forks.remove(pid)
                self.answer_seconds += usage.ru_utime + usage.ru_stime


def run_plain(shell: Shell, request: dict[str, Any]) -> dict[str, Any]:
    """Run a cell. Outputs that JSON can't hold (a display with odd keys) become an error instead of an end."""
    reply = shell.run(request["source"], request["id"])
    try:
        json.dumps(reply)
    except (TypeError, ValueError, RecursionError):
        return {**reply, "outputs": [], "status": "error"}
    return reply


def _silence() -> None:
    """What a fork writes to descriptors 1 and 2 must not end up in an output of the notebook."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
