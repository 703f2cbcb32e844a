"""``python -m dxlab.runner FD OUTPUT_LIMIT``: serve one submission on the control socket FD.

Requests (JSON frames): ``{"op": "cell", "id", "source"}`` is answered with the
cell's outputs; ``{"op": "question", "seconds"}`` comes with a socket, on which
a fork of this process answers for that question alone.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import sys
from typing import Any

from dxlab.channel.server import Server
from dxlab.channel.transport import serve
from dxlab.runner.control import receive_request, send_reply
from dxlab.runner.shell import Shell


def main(arguments: list[str]) -> None:
    control = socket.socket(fileno=int(arguments[0]))
    shell = Shell(output_limit=int(arguments[1]))
    send_reply(control, {"ready": True})
    forks: list[int] = []
    while True:
        request, sockets = receive_request(control)
        if request is None:
            return
        _reap(forks)
        send_reply(control, _perform(shell, request, sockets, control, forks))


def _perform(
    shell: Shell, request: dict[str, Any], sockets: list[int], control: socket.socket, forks: list[int]
) -> dict[str, Any]:
    if request["op"] == "cell":
        return _plain(shell.run(request["source"], request["id"]))
    pid = os.fork()
    if pid == 0:
        _answer(shell, socket.socket(fileno=sockets[0]), control, request["seconds"])
    os.close(sockets[0])
    forks.append(pid)
    return {"asked": True}


def _answer(shell: Shell, question: socket.socket, control: socket.socket, seconds: float) -> None:
    """Serve one question and end. The alarm ends a fork whose asker has given up."""
    status = 1
    try:
        control.close()
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(int(seconds) + 2)
        serve(question, Server(shell.namespace, scratch=os.getcwd()))
        status = 0
    finally:
        os._exit(status)


def _reap(forks: list[int]) -> None:
    for pid in list(forks):
        with contextlib.suppress(ChildProcessError):
            if os.waitpid(pid, os.WNOHANG)[0] == 0:
                continue
        forks.remove(pid)


def _plain(reply: dict[str, Any]) -> dict[str, Any]:
    """Outputs that JSON can't hold (a display with odd keys) become a note instead of ending the notebook."""
    try:
        json.dumps(reply)
    except (TypeError, ValueError, RecursionError):
        return {**reply, "outputs": [], "status": "error"}
    return reply


if __name__ == "__main__":
    main(sys.argv[1:])
