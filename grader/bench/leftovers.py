"""What an attack left behind. Attacks put the run's token into every name they leave."""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import sys
import sysconfig
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

_PATIENCE = 3.0  # seconds for processes that are ending


def find_leftovers(token: str, folders: Iterable[Path]) -> list[str]:
    """Processes, files and kernel objects that carry ``token``; what is found is removed."""
    return [*_processes(token), *_files(token, folders), *_kernel_objects(token)]


def _processes(token: str) -> list[str]:
    deadline = time.monotonic() + _PATIENCE
    while (alive := list(_named(token))) and time.monotonic() < deadline:
        time.sleep(0.1)
    for pid in alive:
        with contextlib.suppress(OSError):
            os.kill(pid, 9)
    return [f"{len(alive)} processes left"] if alive else []


def _named(token: str) -> Iterator[int]:
    for entry in os.listdir("/proc"):
        if not entry.isdigit() or int(entry) == os.getpid():
            continue
        with contextlib.suppress(OSError):
            status = Path("/proc", entry, "stat").read_bytes().rpartition(b")")
            comm = status[0].partition(b"(")[2]
            zombie = status[2].split()[:1] == [b"Z"]
            command = Path("/proc", entry, "cmdline").read_bytes()
            if not zombie and (token.encode() in comm or token.encode() in command):
                yield int(entry)


def _files(token: str, folders: Iterable[Path]) -> list[str]:
    places = [*folders, Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"), Path("/dev/mqueue")]
    site = Path(sysconfig.get_path("purelib"))
    places += [site, site / "dxlab", Path(sys.prefix), Path.home()]
    found = []
    for place in dict.fromkeys(places):
        with contextlib.suppress(OSError):
            for path in place.iterdir():
                if token in path.name:
                    found.append(f"file left: {path.parent}")
                    path.unlink()
    return found


def _kernel_objects(token: str) -> list[str]:
    """SysV shared memory under the token's key (see ``ipc_key``), a message queue of its name."""
    libc = ctypes.CDLL(None, use_errno=True)
    found = []
    segment = libc.shmget(ipc_key(token), 0, 0)
    if segment >= 0:
        libc.shmctl(segment, 0, None)
        found.append("shared memory left")
    queue = libc.mq_open(f"/{token}".encode(), os.O_RDONLY)
    if queue >= 0:
        os.close(queue)
        libc.mq_unlink(f"/{token}".encode())
        found.append("message queue left")
    return found


def ipc_key(token: str) -> int:
    """The number under which an attack leaves shared memory."""
    return int(hashlib.sha256(token.encode()).hexdigest()[:7], 16)


def fingerprint(folders: Iterable[Path]) -> dict[str, str]:
    """path -> kind, mode, owner, times and content of everything below ``folders``."""
    found = {}
    for folder in folders:
        for path in (folder, *sorted(folder.rglob("*"))):
            status = path.lstat()
            stamp = f"{status.st_mode} {status.st_uid} {status.st_mtime_ns}"
            data = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
            found[str(path)] = f"{stamp} {hashlib.sha256(data).hexdigest()}"
    return found
