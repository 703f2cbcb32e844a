"""A root of its own: no network, no other processes, nothing of the host but the runtime.

``leave_host`` and ``build_root`` are called once, before anything starts a
thread; each notebook then gets its own process tree and scratch with ``fork_alone`` and
``mount_scratch``.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import stat
import struct
from pathlib import Path

from dxlab.runner.sandbox import firstborn, runtime
from dxlab.runner.sandbox.firstborn import FirstBorn
from dxlab.runner.sandbox.libc import call, syscall
from dxlab.runner.sandbox.rights import end_with_parent

_NEWNS, _NEWUTS, _NEWIPC, _NEWUSER, _NEWPID, _NEWNET = (
    0x00020000,
    0x04000000,
    0x08000000,
    0x10000000,
    0x20000000,
    0x40000000,
)
_NOSUID, _NODEV, _BIND, _REC, _PRIVATE = 2, 4, 4096, 16384, 1 << 18
_DETACH = 2
_MOUNT_SETATTR, _AT_RECURSIVE = 442, 0x8000
_ATTR_RDONLY, _ATTR_NOSUID, _ATTR_NODEV = 1, 2, 4

# The one place that a notebook may write to. The runtime may lie below any folder that hosts have, so it is none of those.
SCRATCH = "/lab"
_BASE = "/tmp"  # of the host: a folder that is always there, to mount the new root on
_OLD = "/old-root"
_INNER_USER = 1000  # inside a user namespace; any number but 0
_DEVICES = ("null", "zero", "full", "random", "urandom")


def leave_host(user: int | None) -> int:
    """Enter new mount, network, IPC, name and process spaces; returns the user's number inside.

    The calling process stays behind and waits; what returns is its child, the
    first process of the new tree.

    Parameters
    ----------
    user: who will own a notebook's files; None without the right to choose:
        then the spaces belong to the present user.

    Raises
    ------
    OSError: namespaces are forbidden here.
    """
    spaces = _NEWNS | _NEWNET | _NEWIPC | _NEWUTS | _NEWPID
    if user is None:
        _unshare_as_user(spaces)
    else:
        call("unshare", spaces)
    pid = os.fork()
    if pid:
        os._exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) & 0xFF)
    end_with_parent()
    return _INNER_USER if user is None else user


def build_root(user: int) -> None:
    """A root that holds the runtime only, read-only. Raises ``OSError``; then this process must end."""
    call("mount", None, b"/", None, ctypes.c_ulong(_REC | _PRIVATE), None)
    _mount_tmpfs(_BASE, "mode=0755,size=16m")
    os.mkdir(_BASE + _OLD)
    call("pivot_root", _BASE.encode(), (_BASE + _OLD).encode())
    os.chdir("/")
    for path in runtime.folders():
        _show(path)
    for path in runtime.files():
        _show(path)
    for name in _DEVICES:
        _show(Path("/dev") / name, device=True)
    _hide(runtime.hidden_folders())
    _write_names(user)
    os.mkdir(SCRATCH)
    for name in ("/dev/shm", "/tmp", "/var/tmp"):  # counts with the scratch and goes with it
        _link(Path(name), f"{SCRATCH}/tmp")
    call("umount2", _OLD.encode(), _DETACH)
    os.rmdir(_OLD)
    _set_attributes("/", _ATTR_RDONLY | _ATTR_NOSUID, recursive=False)
    with contextlib.suppress(OSError):
        call("sethostname", b"lab", ctypes.c_size_t(3))


def mount_scratch(size: int) -> None:
    """An empty scratch that nobody else sees, at most ``size`` bytes, gone with its process."""
    call("unshare", _NEWNS | _NEWIPC)
    with contextlib.suppress(OSError):  # the scratch of the process that we come from
        call("umount2", SCRATCH.encode(), _DETACH)
    _mount_tmpfs(SCRATCH, f"mode=0777,size={size},nr_inodes=20000")


def fork_alone(home: int) -> tuple[int, FirstBorn]:
    """``os.fork`` into a process tree of its own; with it, the tree's first process, which the parent keeps.

    Parameters
    ----------
    home: descriptor of this process's own PID namespace (``open_home``).
    """
    call("unshare", _NEWPID)
    pid = -1
    try:
        first = firstborn.start()
        pid = os.fork()
    finally:
        if pid:
            call("setns", home, _NEWPID)
    return pid, first


def open_home() -> int:
    """Descriptor of the PID namespace; to be taken between ``leave_host`` and ``build_root``."""
    return os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)


def _unshare_as_user(spaces: int) -> None:
    user, group = os.geteuid(), os.getegid()
    call("unshare", spaces | _NEWUSER)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{_INNER_USER} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{_INNER_USER} {group} 1")


def _mount_tmpfs(path: str, options: str) -> None:
    call("mount", b"tmpfs", path.encode(), b"tmpfs", ctypes.c_ulong(_NOSUID | _NODEV), options.encode())


def _show(path: Path, device: bool = False) -> None:
    """Make a path of the host visible, read-only; a link stays a link, what is missing stays missing."""
    source = Path(_OLD + str(path))
    try:
        info = source.lstat()
    except OSError:
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
    if stat.S_ISLNK(info.st_mode):
        path.symlink_to(os.readlink(source))
        return
    if stat.S_ISDIR(info.st_mode):
        path.mkdir(exist_ok=True)
    else:
        path.touch()
    call("mount", str(source).encode(), str(path).encode(), None, ctypes.c_ulong(_BIND | _REC), None)
    if not device:
        _set_attributes(str(path), _ATTR_RDONLY | _ATTR_NOSUID | _ATTR_NODEV, recursive=True)


def _link(path: Path, target: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):  # the runtime lies below it
        path.symlink_to(target)


def _hide(paths: list[Path]) -> None:
    for path in paths:
        if path.is_dir():
            _mount_tmpfs(str(path), "mode=0555,size=4k")


def _set_attributes(path: str, attributes: int, *, recursive: bool) -> None:
    wanted = struct.pack("<QQQQ", attributes, 0, 0, 0)
    flags = ctypes.c_uint(_AT_RECURSIVE if recursive else 0)
    syscall(_MOUNT_SETATTR, ctypes.c_int(-100), path.encode(), flags, wanted, ctypes.c_size_t(len(wanted)))


def _write_names(user: int) -> None:
    """Names of users, for programs that ask; nobody of the host is among them."""
    Path("/etc").mkdir(exist_ok=True)
    Path("/etc/passwd").write_text(f"root:x:0:0::/:/bin/sh\nlab:x:{user}:{user}::{SCRATCH}/home:/bin/sh\n")
    Path("/etc/group").write_text(f"root:x:0:\nlab:x:{user}:\n")
