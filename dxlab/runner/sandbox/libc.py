"""The few C library and kernel calls that Python does not offer."""

from __future__ import annotations

import ctypes
import os
from typing import Any

_LIBC = ctypes.CDLL(None, use_errno=True)

# <sys/prctl.h>
PR_SET_PDEATHSIG = 1
PR_SET_KEEPCAPS = 8
PR_SET_SECCOMP = 22
PR_CAPBSET_DROP = 24
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38


def call(name: str, *arguments: Any) -> int:
    """Call a C library function; raises ``OSError`` when it returns -1 or is missing."""
    try:
        function = getattr(_LIBC, name)
    except AttributeError as error:
        raise OSError(f"{name} is missing on this system") from error
    result: int = function(*arguments)
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
    return result


def syscall(number: int, *arguments: Any) -> int:
    """A raw system call; only for numbers that are the same on every architecture (424 and up)."""
    return call("syscall", ctypes.c_long(number), *arguments)


def prctl(option: int, value: int = 0, *rest: Any) -> int:
    """``prctl``; all arguments as the kernel's unsigned longs."""
    long = ctypes.c_ulong
    given = [x if isinstance(x, ctypes._SimpleCData) else long(x) for x in (value, *rest, 0, 0, 0)[:4]]
    return call("prctl", option, *given)
