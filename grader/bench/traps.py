"""Secrets planted where an attack would look, and listeners that note what arrives.

The listeners need no thread: the kernel accepts and keeps what is sent until
someone looks. They are bound to loopback or have a name that only this run knows.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
from dataclasses import dataclass, field
from pathlib import Path

#: What is planted, by name; each has a random tail, so that a find names its place.
PLACES = ("ENVIRONMENT", "HOMEFILE", "SOLUTION", "HIDDEN", "TRUTH", "INPUT", "QUIZ", "GRADEBOOK", "OTHER")


def make_markers() -> dict[str, str]:
    """place -> text that must turn up nowhere."""
    return {place: f"DXLAB_SECRET_{place}_{secrets.token_hex(6)}" for place in PLACES}


def found_markers(text: str, markers: dict[str, str]) -> list[str]:
    """Places whose secret is in ``text``."""
    return [place for place, marker in markers.items() if marker in text]


def plant_home(home: Path, marker: str) -> None:
    """A home folder as a grader's could be."""
    runtime = home / ".local" / "share" / "jupyter" / "runtime"
    for folder in (home / ".ssh", home / ".aws", home / ".jupyter", runtime):
        folder.mkdir(parents=True)
    for name in (".secret", ".ssh/id_ed25519", ".aws/credentials", ".jupyter/jupyter_server_config.json"):
        (home / name).write_text(f"{marker}\n", encoding="utf-8")
    (runtime / "kernel-1.json").write_text(f'{{"key": "{marker}", "transport": "tcp"}}', encoding="utf-8")


@dataclass
class Listeners:
    """Open ears on loopback; ``heard`` empties them."""

    name: str
    socket_file: Path
    _streams: list[socket.socket] = field(default_factory=list)
    _datagrams: list[socket.socket] = field(default_factory=list)

    def open(self) -> dict[str, str]:
        """Listen; returns the facts that an attack is told."""
        tcp, udp = socket.socket(), socket.socket(type=socket.SOCK_DGRAM)
        abstract, path = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
        tcp.bind(("127.0.0.1", 0))
        udp.bind(("127.0.0.1", 0))
        abstract.bind(f"\0{self.name}")
        path.bind(str(self.socket_file))
        self.socket_file.chmod(0o777)
        self._streams, self._datagrams = [tcp, abstract, path], [udp]
        for ear in self._streams:
            ear.listen(16)
        for ear in (*self._streams, *self._datagrams):
            ear.setblocking(False)
        return {
            "TCP": str(tcp.getsockname()[1]),
            "UDP": str(udp.getsockname()[1]),
            "ABSTRACT": self.name,
            "SOCKET": str(self.socket_file),
        }

    def heard(self) -> bytes:
        """All that arrived since the last call; a bare connection counts as a word too."""
        words = []
        for ear in self._streams:
            with contextlib.suppress(BlockingIOError):
                while True:
                    visitor, _ = ear.accept()
                    with visitor, contextlib.suppress(OSError):
                        visitor.settimeout(0.2)
                        words.append(b"connection " + visitor.recv(10_000))
        for ear in self._datagrams:
            with contextlib.suppress(BlockingIOError):
                while True:
                    words.append(b"datagram " + ear.recv(10_000))
        return b"\n".join(words)

    def close(self) -> None:
        for ear in (*self._streams, *self._datagrams):
            ear.close()
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self.socket_file)
