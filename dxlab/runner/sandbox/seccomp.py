"""System calls that a notebook never needs are refused.

libseccomp (on every Debian: apt itself needs it) resolves names for the
machine's architecture and writes the filter; we only say which calls.
"""

from __future__ import annotations

import ctypes
import errno
import os
import socket

from dxlab.runner.sandbox.libc import PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, prctl

_ALLOW = 0x7FFF0000
_MODE_FILTER = 2
_NOT_EQUAL, _MASKED_EQUAL = 1, 7  # enum scmp_compare

_NEW_USER_NAMESPACE = 0x10000000

# What reaches past the process, keeps something for the next one, or widens the kernel's attack surface.
_REFUSED = [
    "acct",
    "add_key",
    "bpf",
    "clock_adjtime",
    "clock_settime",
    "delete_module",
    "fanotify_init",
    "finit_module",
    "fsconfig",
    "fsmount",
    "fsopen",
    "fspick",
    "init_module",
    "io_uring_enter",
    "io_uring_register",
    "io_uring_setup",
    "ioperm",
    "iopl",
    "kcmp",
    "kexec_file_load",
    "kexec_load",
    "keyctl",
    "lookup_dcookie",
    "mbind",
    "migrate_pages",
    "mount",
    "mount_setattr",
    "move_mount",
    "move_pages",
    "mq_open",
    "name_to_handle_at",
    "nfsservctl",
    "open_by_handle_at",
    "open_tree",
    "perf_event_open",
    "personality",
    "pidfd_getfd",
    "pivot_root",
    "process_madvise",
    "process_vm_readv",
    "process_vm_writev",
    "ptrace",
    "quotactl",
    "quotactl_fd",
    "reboot",
    "request_key",
    "setdomainname",
    "sethostname",
    "setns",
    "settimeofday",
    "swapoff",
    "swapon",
    "syslog",
    "umount",
    "umount2",
    "unshare",
    "uselib",
    "userfaultfd",
    "vhangup",
    "vmsplice",
]

# Absent, so that libraries fall back to something that is limited.
_ABSENT = ["clone3", "memfd_create", "memfd_secret", "msgget", "semget", "shmget"]

# Without namespaces our own files could be touched by their owner: these do nothing and say "done".
_IGNORED = [
    "chmod",
    "fchmod",
    "fchmodat",
    "fchmodat2",
    "chown",
    "fchown",
    "fchownat",
    "lchown",
    "utime",
    "utimes",
    "utimensat",
    "futimesat",
    "setxattr",
    "lsetxattr",
    "fsetxattr",
    "removexattr",
    "lremovexattr",
    "fremovexattr",
]


class _Compare(ctypes.Structure):
    _fields_ = [
        ("arg", ctypes.c_uint),
        ("op", ctypes.c_int),
        ("a", ctypes.c_uint64),
        ("b", ctypes.c_uint64),
    ]


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p)]


def build_filter(*, ignore_ownership: bool) -> bytes:
    """The filter as BPF instructions; raises ``OSError`` where libseccomp is missing.

    Parameters
    ----------
    ignore_ownership: for the profile without namespaces: changes of mode, owner
        and time silently do nothing.
    """
    library = ctypes.CDLL("libseccomp.so.2", use_errno=True)
    library.seccomp_init.restype = ctypes.c_void_p
    context = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(_ALLOW)))
    if not context:
        raise OSError("seccomp_init failed")
    try:
        rules = _Rules(library, context)
        rules.answer(_REFUSED, errno.EPERM)
        rules.answer(_ABSENT, errno.ENOSYS)
        rules.answer(
            ["clone"], errno.EPERM, _Compare(0, _MASKED_EQUAL, _NEW_USER_NAMESPACE, _NEW_USER_NAMESPACE)
        )
        rules.answer(["socket"], errno.EACCES, _Compare(0, _NOT_EQUAL, socket.AF_UNIX, 0))
        if ignore_ownership:
            rules.answer(_IGNORED, 0)
        return rules.export()
    finally:
        library.seccomp_release(context)


def enforce(program: bytes) -> None:
    """From now on this process and its children run under the filter."""
    buffer = ctypes.create_string_buffer(program, len(program))
    described = _Program(len(program) // 8, ctypes.addressof(buffer))
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    prctl(PR_SET_SECCOMP, _MODE_FILTER, ctypes.c_ulong(ctypes.addressof(described)))


class _Rules:
    def __init__(self, library: ctypes.CDLL, context: ctypes.c_void_p) -> None:
        self._library = library
        self._context = context

    def answer(self, names: list[str], number: int, *compare: _Compare) -> None:
        """Let these calls fail with ``number``; a name that this system lacks is left out."""
        action = ctypes.c_uint32(0x00050000 | number)
        comparisons = (_Compare * len(compare))(*compare)
        for name in names:
            resolved = self._library.seccomp_syscall_resolve_name(name.encode())
            if resolved < 0:
                continue
            done = self._library.seccomp_rule_add_array(
                self._context, action, ctypes.c_int(resolved), ctypes.c_uint(len(compare)), comparisons
            )
            if done != 0:
                raise OSError(-done, f"seccomp rule for {name}: {os.strerror(-done)}")

    def export(self) -> bytes:
        fd = os.memfd_create("seccomp")
        try:
            done = self._library.seccomp_export_bpf(self._context, ctypes.c_int(fd))
            if done != 0:
                raise OSError(-done, f"seccomp_export_bpf: {os.strerror(-done)}")
            return os.pread(fd, os.fstat(fd).st_size, 0)
        finally:
            os.close(fd)
