"""How messages reach the answering side and come back."""

from __future__ import annotations

import contextlib
import socket
import struct
import time
from collections.abc import Callable
from typing import Any, Protocol

from dxlab.channel import limits
from dxlab.channel.errors import AnswerTimeout, ChannelClosed, LimitExceeded
from dxlab.channel.server import Server

_HEAD = struct.Struct(">BI")  # kind of frame, length of the message
_REQUEST, _ANSWER, _CALLBACK, _RETURN = 1, 2, 3, 4


class Transport(Protocol):
    """Sends one request; ``callback`` serves calls that come back meanwhile."""

    def exchange(self, message: bytes, callback: Callable[[bytes], bytes]) -> bytes: ...

    def close(self) -> None: ...


class LocalTransport:
    """Answers in this process: visible checks and ``dxlab lab verify``."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self._server = Server(namespace)

    def exchange(self, message: bytes, callback: Callable[[bytes], bytes]) -> bytes:
        return self._server.respond(message, callback)

    def close(self) -> None:
        self._server.close()


class SocketTransport:
    """Asks another process over a stream socket.

    Parameters
    ----------
    sock: connected; this object closes it.
    seconds: time for all exchanges together. Raises ``AnswerTimeout`` after it.
    """

    def __init__(self, sock: socket.socket, seconds: float) -> None:
        self._sock = sock
        self._deadline = time.monotonic() + seconds

    def exchange(self, message: bytes, callback: Callable[[bytes], bytes]) -> bytes:
        send_frame(self._sock, _REQUEST, message, self._deadline)
        for _ in range(limits.CALLBACKS):
            kind, answer = receive_frame(self._sock, self._deadline)
            if kind == _ANSWER:
                return answer
            if kind != _CALLBACK:
                raise LimitExceeded("unexpected frame")
            send_frame(self._sock, _RETURN, callback(answer), self._deadline)
        raise LimitExceeded("too many calls back")

    def close(self) -> None:
        self._sock.close()


def serve(sock: socket.socket, server: Server) -> None:
    """Answer requests on ``sock`` until the other side closes it."""

    def call_back(message: bytes) -> bytes:
        send_frame(sock, _CALLBACK, message, None)
        while True:  # the called function may ask something itself before it returns
            kind, message = receive_frame(sock, None)
            if kind == _RETURN:
                return message
            send_frame(sock, _ANSWER, server.respond(message, call_back), None)

    with contextlib.suppress(ChannelClosed):
        while True:
            message = receive_frame(sock, None)[1]
            send_frame(sock, _ANSWER, server.respond(message, call_back), None)


def send_frame(sock: socket.socket, kind: int, message: bytes, deadline: float | None) -> None:
    """Send one frame; raises ``AnswerTimeout`` or ``ChannelClosed``."""
    if len(message) > limits.MESSAGE_BYTES + 8:
        raise LimitExceeded("message too large")
    with _guard(sock, deadline):
        sock.sendall(_HEAD.pack(kind, len(message)) + message)


def receive_frame(sock: socket.socket, deadline: float | None) -> tuple[int, bytes]:
    """Kind and message of the next frame; a lying length is refused before memory is taken."""
    kind, size = _HEAD.unpack(_receive(sock, _HEAD.size, deadline))
    if size > limits.MESSAGE_BYTES + 8:
        raise LimitExceeded("message too large")
    return kind, _receive(sock, size, deadline)


def _receive(sock: socket.socket, size: int, deadline: float | None) -> bytes:
    parts, missing = [], size
    while missing:
        with _guard(sock, deadline):
            part = sock.recv(min(missing, 1 << 20))
        if not part:
            raise ChannelClosed("the other side ended")
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


@contextlib.contextmanager
def _guard(sock: socket.socket, deadline: float | None) -> Any:
    """Errors of the socket in the channel's words; one deadline over many reads."""
    try:
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0:
                raise AnswerTimeout
            sock.settimeout(left)
        yield
    except TimeoutError as error:
        raise AnswerTimeout from error
    except OSError as error:
        raise ChannelClosed("the connection broke") from error
