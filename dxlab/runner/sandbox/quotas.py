"""Limits that the kernel keeps on each process (``setrlimit``)."""

from __future__ import annotations

import os
import resource
from dataclasses import dataclass


@dataclass(frozen=True)
class Quotas:
    """What one notebook may use. Sizes in bytes, ``cpu`` in seconds.

    Attributes
    ----------
    memory: beyond what the process holds when it starts, each of its processes.
    scratch: all its files together (kept where a scratch is mounted), and any single one.
    processes: processes and threads.
    """

    memory: int
    scratch: int
    processes: int
    cpu: int


def apply_quotas(quotas: Quotas, *, held: int, others: int = 0) -> None:
    """Set the limits on this process and all it will start.

    Parameters
    ----------
    held: bytes of address space that it holds already (``address_space``).
    others: processes of the same user that run besides and count as well.
    """
    _set(resource.RLIMIT_AS, held + quotas.memory)
    _set(resource.RLIMIT_FSIZE, quotas.scratch)
    _set(resource.RLIMIT_NPROC, quotas.processes + others)
    _set(resource.RLIMIT_CPU, quotas.cpu)
    _set(resource.RLIMIT_NOFILE, 256)
    _set(resource.RLIMIT_CORE, 0)
    _set(resource.RLIMIT_MEMLOCK, 0)


def address_space(descriptor: int) -> int:
    """Bytes of address space; ``descriptor`` is an open ``/proc/self/statm``, out of reach by name later."""
    return int(os.pread(descriptor, 200, 0).split()[0]) * os.sysconf("SC_PAGE_SIZE")


def _set(which: int, value: int) -> None:
    _, hard = resource.getrlimit(which)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(which, (value, value))
