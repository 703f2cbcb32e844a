"""Giving up rights, for good: capabilities, the user, the tie to the parent."""

from __future__ import annotations

import contextlib
import os
import signal
import struct

from dxlab.runner.sandbox.libc import PR_CAPBSET_DROP, PR_SET_KEEPCAPS, PR_SET_PDEATHSIG, call, prctl

#: Reading whatever the user; Landlock then says what may be read.
READ_ANY = 1 << 2  # CAP_DAC_READ_SEARCH in <linux/capability.h>


def drop_rights(user: int | None, keep: int = 0) -> None:
    """No capability any more but those of the mask ``keep``; another user where one is given."""
    for capability in range(64):  # no program started later can win one
        with contextlib.suppress(OSError):
            prctl(PR_CAPBSET_DROP, capability)
    if user is not None:
        prctl(PR_SET_KEEPCAPS, 1)
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    # Version 3 of the call takes two triples: effective, permitted, inheritable.
    call("capset", struct.pack("<Ii", 0x20080522, 0), struct.pack("<6I", keep, keep, 0, 0, 0, 0))


def end_with_parent() -> None:
    """Die when the parent dies. A change of user undoes this, so it comes after."""
    with contextlib.suppress(OSError):
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
