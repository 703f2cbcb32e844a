"""System calls that a notebook never needs are refused.

libseccomp (on every Debian: apt itself needs it) resolves names for the
machine's architecture and writes the filter; we only say which calls.
"""

from __future__ import annotations

import ctypes
import errno
import os
import socket
from collections.abc import Iterable
from typing import NamedTuple

from dxlab.runner.sandbox.libc import PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, prctl

_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000  # <seccomp.h>: SCMP_ACT_…
_MODE_FILTER = 2
_NOT_EQUAL, _MASKED_EQUAL = 1, 7  # enum scmp_compare

_NEW_USER_NAMESPACE = 0x10000000


class _Compare(ctypes.Structure):
    _fields_ = [
        ("arg", ctypes.c_uint),
        ("op", ctypes.c_int),
        ("a", ctypes.c_uint64),
        ("b", ctypes.c_uint64),
    ]


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p)]


class Rule(NamedTuple):
    """Calls that fail with ``number`` (0: that do nothing), when ``compare`` fits their arguments."""

    names: str
    number: int
    compare: tuple[_Compare, ...] = ()


_REFUSED = Rule(
    # What reaches past the process, keeps something for the next one, or widens the kernel's attack surface.
    """
    acct add_key bpf clock_adjtime clock_settime delete_module fanotify_init finit_module fsconfig
    fsmount fsopen fspick init_module io_uring_enter io_uring_register io_uring_setup ioperm iopl kcmp
    kexec_file_load kexec_load keyctl lookup_dcookie mbind migrate_pages mount mount_setattr move_mount
    move_pages mq_open name_to_handle_at nfsservctl open_by_handle_at open_tree perf_event_open
    personality pidfd_getfd pivot_root process_madvise process_vm_readv process_vm_writev ptrace
    quotactl quotactl_fd reboot request_key setdomainname sethostname setns settimeofday swapoff swapon
    syslog umount umount2 unshare uselib userfaultfd vhangup vmsplice
    """,
    errno.EPERM,
)
# Absent, so that libraries fall back to something that is limited.
_ABSENT = Rule("clone3 memfd_create memfd_secret msgget semget shmget", errno.ENOSYS)
_NO_USER_NAMESPACE = Rule(
    "clone", errno.EPERM, (_Compare(0, _MASKED_EQUAL, _NEW_USER_NAMESPACE, _NEW_USER_NAMESPACE),)
)
_ONLY_LOCAL_SOCKETS = Rule("socket", errno.EACCES, (_Compare(0, _NOT_EQUAL, socket.AF_UNIX, 0),))

NOTEBOOK = (_REFUSED, _ABSENT, _NO_USER_NAMESPACE, _ONLY_LOCAL_SOCKETS)

#: Without namespaces our own files could be touched by their owner: these do nothing and say "done".
KEEP_OWNERSHIP = Rule(
    """
    chmod fchmod fchmodat fchmodat2 chown fchown fchownat lchown utime utimes utimensat futimesat
    setxattr lsetxattr fsetxattr removexattr lremovexattr fremovexattr
    """,
    0,
)


def build_filter(rules: Iterable[Rule]) -> bytes:
    """The filter as BPF instructions; raises ``OSError`` where libseccomp is missing."""
    library = ctypes.CDLL("libseccomp.so.2", use_errno=True)
    library.seccomp_init.restype = ctypes.c_void_p
    context = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(_ALLOW)))
    if not context:
        raise OSError("seccomp_init failed")
    try:
        for rule in rules:
            _add(library, context, rule)
        return _export(library, context)
    finally:
        library.seccomp_release(context)


def enforce(program: bytes) -> None:
    """From now on this process and its children run under the filter."""
    buffer = ctypes.create_string_buffer(program, len(program))
    described = _Program(len(program) // 8, ctypes.addressof(buffer))
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    prctl(PR_SET_SECCOMP, _MODE_FILTER, ctypes.c_ulong(ctypes.addressof(described)))


def _add(library: ctypes.CDLL, context: ctypes.c_void_p, rule: Rule) -> None:
    """A name that this system lacks is left out."""
    action = ctypes.c_uint32(_ERRNO | rule.number)
    count = ctypes.c_uint(len(rule.compare))
    compare = (_Compare * len(rule.compare))(*rule.compare)
    for name in rule.names.split():
        resolved = library.seccomp_syscall_resolve_name(name.encode())
        if resolved < 0:
            continue
        done = library.seccomp_rule_add_array(context, action, ctypes.c_int(resolved), count, compare)
        if done != 0:
            raise OSError(-done, f"seccomp rule for {name}: {os.strerror(-done)}")


def _export(library: ctypes.CDLL, context: ctypes.c_void_p) -> bytes:
    fd = os.memfd_create("seccomp")
    try:
        done = library.seccomp_export_bpf(context, ctypes.c_int(fd))
        if done != 0:
            raise OSError(-done, f"seccomp_export_bpf: {os.strerror(-done)}")
        return os.pread(fd, os.fstat(fd).st_size, 0)
    finally:
        os.close(fd)
