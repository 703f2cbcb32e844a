"""``python -I -m grader.engine.judging FD``: the process in which checks run.

It reads what a hostile process answers, so it is disposable: its memory is
limited, and the grader kills it when a question takes too long. Trusted code
only; nothing of a trainee is executed here.
"""

from __future__ import annotations

import json
import pickle
import resource
import signal
import socket
import sys
import time
from typing import Any

from dxlab.channel.transport import SocketTransport
from dxlab.runner.control import receive_request, send_reply
from dxlab.runner.sandbox import end_with_parent
from grader.engine.ask import CheckContext, Inputs
from grader.engine.decide import decide, load_checks
from grader.engine.model import Assignment
from grader.errors import DxlabError
from grader.settings import Course


def main(arguments: list[str]) -> None:
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the command's business
    control = socket.socket(fileno=int(arguments[0]))
    try:
        court = _Court(_receive_assignment(control))
    except DxlabError as error:
        send_reply(control, {"broken": [type(error).__name__, error.code, error.message, error.hint]})
        return
    _limit_memory(int(arguments[1]))
    send_reply(control, {"ready": True})
    while True:
        request, sockets = receive_request(control)
        if request is None:
            return
        send_reply(control, court.judge(request, sockets[0]))


class _Court:
    """The checks of one lab and their inputs, made once and kept."""

    def __init__(self, assignment: Assignment) -> None:
        self._assignment = assignment
        self._checks = load_checks(assignment.hidden)
        self._inputs = Inputs(Course(assignment.course))

    def judge(self, request: dict[str, Any], question: int) -> dict[str, Any]:
        a = self._assignment
        faults: list[str] = []
        gone: list[bool] = []
        start = time.process_time()
        outcome = decide(
            self._checks[request["exercise"]],
            SocketTransport(socket.socket(fileno=question), request["seconds"]),
            CheckContext(self._inputs, a.secret, a.name, request["exercise"], a.draw, a.released),
            lambda error: faults.append(type(error).__name__),
            request["own_text"],
            lambda: gone.append(True),
        )
        return {
            "outcome": [outcome.status.value, outcome.share, list(outcome.messages)],
            "faults": faults,
            "gone": bool(gone),
            "seconds": time.process_time() - start,
        }


def _receive_assignment(control: socket.socket) -> Assignment:
    """From our own grader, over a socket that no trainee's process has ever seen."""
    with control.makefile("rb") as stream:
        size = int(json.loads(stream.readline()))
        assignment: Assignment = pickle.loads(stream.read(size))
    return assignment


def _limit_memory(size: int) -> None:
    with open("/proc/self/statm", encoding="ascii") as file:
        held = int(file.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (held + size, held + size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(sys.argv[1:])
