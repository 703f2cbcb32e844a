"""Frames between the grader and the runner: a length, then JSON; a socket may ride along."""

from __future__ import annotations

import json
import os
import socket
import struct
import time
from typing import Any

_SIZE = struct.Struct(">I")


def receive_request(control: socket.socket) -> tuple[dict[str, Any] | None, list[int]]:
    """The next request and the descriptors that came with it; None when the grader is gone."""
    head, descriptors, _, _ = socket.recv_fds(control, _SIZE.size, 1)
    for descriptor in descriptors:  # a program that is started here would keep the socket open after our end
        os.set_inheritable(descriptor, False)
    if not head:
        return None, []
    head += _receive(control, _SIZE.size - len(head))
    return json.loads(_receive(control, _SIZE.unpack(head)[0])), descriptors


def send_reply(control: socket.socket, reply: dict[str, Any]) -> None:
    """Send one JSON reply."""
    data = json.dumps(reply).encode()
    control.sendall(_SIZE.pack(len(data)) + data)


def send_request(
    control: socket.socket, request: dict[str, Any], question: socket.socket | None = None
) -> None:
    """Send one request, with the socket of a question beside it."""
    data = json.dumps(request).encode()
    descriptors = [] if question is None else [question.fileno()]
    socket.send_fds(control, [_SIZE.pack(len(data))], descriptors)
    control.sendall(data)


def receive_reply(control: socket.socket, limit: int, deadline: float | None = None) -> Any:
    """The next reply.

    The reply is untrusted: whatever it holds must be checked by who reads it.

    Parameters
    ----------
    limit: bytes of the longest acceptable reply.
    deadline: ``time.monotonic()`` by which all of it must be here; None leaves
        the socket's own timeout, for each read.

    Raises
    ------
    ValueError: no JSON, too deep or longer than ``limit``.
    EOFError: the other side ended.
    TimeoutError: not complete by the deadline.
    """
    size = _SIZE.unpack(_receive(control, _SIZE.size, deadline))[0]
    if size > limit:
        raise ValueError("reply too long")
    try:
        return json.loads(_receive(control, size, deadline))
    except RecursionError as error:
        raise ValueError("reply too deep") from error


def _receive(control: socket.socket, size: int, deadline: float | None = None) -> bytes:
    parts, missing = [], size
    while missing:
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            control.settimeout(left)
        part = control.recv(min(missing, 1 << 20))
        if not part:
            raise EOFError("the other side ended")
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
