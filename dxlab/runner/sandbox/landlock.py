"""Landlock: which files a process may touch, without any privilege.

The kernel's own page is the source of names and numbers:
https://docs.kernel.org/userspace-api/landlock.html
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
from collections.abc import Iterable
from pathlib import Path

from dxlab.runner.sandbox.libc import PR_SET_NO_NEW_PRIVS, prctl, syscall

_CREATE, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_FLAG = 1
_PATH_BENEATH = 1

_EXECUTE, _WRITE_FILE, _READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_TRUNCATE, _IOCTL_DEV = 1 << 14, 1 << 15
_OF_A_FILE = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV

READ = _EXECUTE | _READ_FILE | READ_DIR
ALL = (1 << 13) - 1  # every right of the first version
_TCP = 0b11
_SCOPES = 0b11  # abstract sockets and signals stay inside

# Version of the interface -> rights that it adds.
_ADDED = {2: 1 << 13, 3: _TRUNCATE, 5: _IOCTL_DEV}

SCOPES_SINCE = 6
TCP_SINCE = 4


class _RulesetAttr(ctypes.Structure):
    _fields_ = [("fs", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64)]


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("allowed", ctypes.c_uint64), ("parent_fd", ctypes.c_int32)]


def version() -> int:
    """Version of the kernel's interface; 0 without Landlock."""
    try:
        return syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION_FLAG))
    except OSError:
        return 0


class Ruleset:
    """Rules under way; nothing is restricted before ``enforce``. Raises ``OSError`` without Landlock."""

    def __init__(self) -> None:
        abi = version()
        self._handled = ALL
        for since, rights in _ADDED.items():
            self._handled |= rights if abi >= since else 0
        attr = _RulesetAttr(
            self._handled, _TCP if abi >= TCP_SINCE else 0, _SCOPES if abi >= SCOPES_SINCE else 0
        )
        size = 24 if abi >= SCOPES_SINCE else 16 if abi >= TCP_SINCE else 8
        self.fd = syscall(_CREATE, ctypes.byref(attr), ctypes.c_size_t(size), ctypes.c_uint32(0))

    def allow(self, path: str | Path, rights: int) -> None:
        """Allow ``rights`` at and below ``path``; a missing path is left out."""
        try:
            fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except FileNotFoundError:
            return
        try:
            self._add(fd, rights)
        except OSError as error:
            if error.errno != errno.EINVAL:
                raise
            self._add(fd, rights & _OF_A_FILE)  # a plain file takes no rights of folders
        finally:
            os.close(fd)

    def allow_everything(self, paths: Iterable[str | Path]) -> None:
        """All rights below each path."""
        for path in paths:
            self.allow(path, self._handled)

    def enforce(self) -> None:
        """From now on this process and its children have no more than this. There is no way back."""
        prctl(PR_SET_NO_NEW_PRIVS, 1)
        syscall(_RESTRICT_SELF, ctypes.c_int(self.fd), ctypes.c_uint32(0))

    def close(self) -> None:
        with contextlib.suppress(OSError):
            os.close(self.fd)

    def _add(self, fd: int, rights: int) -> None:
        rule = _PathBeneath(rights & self._handled, fd)
        syscall(
            _ADD_RULE,
            ctypes.c_int(self.fd),
            ctypes.c_int(_PATH_BENEATH),
            ctypes.byref(rule),
            ctypes.c_uint32(0),
        )
