"""The profiles: each knows how to fork a notebook's process and how to shut it in."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from dxlab.runner.sandbox import landlock, namespaces, runtime, seccomp
from dxlab.runner.sandbox.firstborn import FirstBorn
from dxlab.runner.sandbox.libc import PR_SET_CHILD_SUBREAPER, prctl
from dxlab.runner.sandbox.quotas import Quotas, address_space, apply_quotas
from dxlab.runner.sandbox.rights import READ_ANY, drop_rights, end_with_parent

_USERS = range(64_000, 65_000)  # for root: nobody's numbers, below what a container maps


@dataclass(frozen=True)
class Containment:
    """What holds a notebook here, as it is reported."""

    profile: str
    landlock: int
    seccomp: bool


class Ended(NamedTuple):
    """How a notebook's process ended (as ``os.waitstatus_to_exitcode``) and what it used."""

    code: int
    usage: resource.struct_rusage


class Sandbox:
    """``none``: limits, a scratch folder and nothing else. The other profiles add to it.

    Parameters
    ----------
    base: an empty folder for the scratches; None where ``needs_folder`` is false.
    """

    profile = "none"
    needs_folder = True

    def __init__(self, base: Path | None, quotas: Quotas) -> None:
        self._base = base
        self._quotas = quotas
        self.containment = Containment(self.profile, 0, False)

    def open(self) -> None:
        """Prepare in the process from which notebooks fork; raises ``OSError``."""

    def start_stage(self) -> None:
        """In a process from which notebooks will fork, before anything else."""
        end_with_parent()

    def fork(self) -> int:
        """``os.fork`` for a notebook's process."""
        return os.fork()

    def move_in(self) -> Path:
        """An empty scratch for this process and its children; returns its path."""
        return Path(tempfile.mkdtemp(dir=self._base))

    def drop_rights(self) -> None:
        """In a notebook's process: no privilege is left; the scratch is its own."""

    def shut(self, scratch: Path) -> None:
        """In a notebook's process, last of all: give up everything else. No way back."""
        end_with_parent()
        apply_quotas(self._quotas, held=self._held(), others=_count_processes())

    def signal(self, pid: int, number: int) -> None:
        """Send a signal (SIGINT, SIGKILL) to the notebook's process alone."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)

    def end(self, pid: int) -> Ended:
        """End the notebook's process and all that it has started."""
        self.signal(pid, signal.SIGKILL)
        _, status, usage = os.wait4(pid, 0)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
        return Ended(os.waitstatus_to_exitcode(status), usage)

    def _held(self) -> int:
        with contextlib.suppress(OSError), open("/proc/self/statm", "rb") as file:
            return address_space(file.fileno())
        return 2 << 30


class NamespaceSandbox(Sandbox):
    """A root, network and process tree of its own."""

    profile = "namespaces"
    needs_folder = False

    def __init__(self, base: Path | None, quotas: Quotas) -> None:
        super().__init__(base, quotas)
        self._trees: dict[int, FirstBorn] = {}

    def open(self) -> None:
        _be_first_to_die()
        self._user = _pick_user() if os.geteuid() == 0 else None
        number = namespaces.leave_host(self._user)
        self._statm = os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC)
        self._home = namespaces.open_home()
        self._filter = _find_filter()
        namespaces.build_root(number)
        self._landlock = landlock.version()
        self.containment = Containment(self.profile, self._landlock, self._filter is not None)
        self._probe()

    def fork(self) -> int:
        pid, first = namespaces.fork_alone(self._home)
        self._trees[pid] = first
        if pid == 0:
            for tree in self._trees.values():
                tree.let_go()
        return pid

    def move_in(self) -> Path:
        namespaces.mount_scratch(self._quotas.scratch)
        return Path(namespaces.SCRATCH)

    def drop_rights(self) -> None:
        drop_rights(self._user)

    def shut(self, scratch: Path) -> None:
        end_with_parent()
        apply_quotas(self._quotas, held=self._held())
        os.close(self._statm)
        os.close(self._home)
        if self._landlock:
            rules = landlock.Ruleset()
            rules.allow("/", landlock.READ)
            rules.allow_everything([scratch, "/dev"])
            rules.enforce()
            rules.close()
        if self._filter is not None:
            seccomp.enforce(self._filter)

    def end(self, pid: int) -> Ended:
        ended = super().end(pid)
        self._trees.pop(pid).end()
        return ended

    def _held(self) -> int:
        # Opened by an ancestor, so it tells that one's size; a fork has the same or a little more.
        return address_space(self._statm) + (64 << 20)

    def _probe(self) -> None:
        """One child through the whole way: what is half forbidden here must show now."""
        pid = self.fork()
        if pid == 0:
            with contextlib.suppress(BaseException):
                scratch = self.move_in()
                self.drop_rights()
                self.shut(scratch)
                os._exit(0)
            os._exit(1)
        status = os.waitpid(pid, 0)[1]
        self._trees.pop(pid).end()
        if status != 0:
            raise OSError("namespaces are restricted here")


class LandlockSandbox(Sandbox):
    """Landlock, seccomp and limits, in the host's own namespaces."""

    profile = "landlock"

    def __init__(self, base: Path | None, quotas: Quotas) -> None:
        super().__init__(base, quotas)
        self._notebooks: set[int] = set()

    def open(self) -> None:
        _be_first_to_die()
        version = landlock.version()
        if not version:
            raise OSError("this kernel has no Landlock")
        self._filter = seccomp.build_filter([*seccomp.NOTEBOOK, seccomp.KEEP_OWNERSHIP])
        self._user = _pick_user() if os.geteuid() == 0 else None
        if self._user is None and version < landlock.SCOPES_SINCE:
            raise OSError("Landlock is too old to keep signals from processes of the same user")
        self._rules = _runtime_rules()
        self._others = 0 if self._user is not None else _count_processes()
        self.containment = Containment(self.profile, version, True)

    def start_stage(self) -> None:
        super().start_stage()
        prctl(PR_SET_CHILD_SUBREAPER, 1)  # what a notebook leaves behind becomes ours to end

    def fork(self) -> int:
        pid = super().fork()
        self._notebooks.add(pid)
        return pid

    def move_in(self) -> Path:
        scratch = super().move_in()
        if self._user is not None:
            os.chown(scratch, self._user, self._user)
        return scratch

    def drop_rights(self) -> None:
        # The interpreter may lie where only root reads; the rules below say what of it is seen.
        drop_rights(self._user, keep=0 if self._user is None else READ_ANY)

    def shut(self, scratch: Path) -> None:
        end_with_parent()
        apply_quotas(self._quotas, held=self._held(), others=self._others)
        self._rules.allow_everything([scratch, *_DEVICES])
        self._rules.enforce()
        self._rules.close()
        seccomp.enforce(self._filter)

    def end(self, pid: int) -> Ended:
        ended = super().end(pid)
        self._notebooks.discard(pid)
        self._end_orphans()
        return ended

    def _end_orphans(self) -> None:
        """End what notebooks left behind, until the system says that we have no child but notebooks."""
        for _ in range(10_000):
            orphans = [pid for pid in _children() if pid not in self._notebooks]
            if not orphans:
                return
            for pid in orphans:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
        raise OSError("processes of a notebook could not be ended")


_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
PROFILES: dict[str, type[Sandbox]] = {c.profile: c for c in (NamespaceSandbox, LandlockSandbox, Sandbox)}


def open_sandbox(profile: str, base: Path | None, quotas: Quotas) -> Sandbox:
    """The named profile, ready to fork; raises ``OSError`` where the system lacks it."""
    sandbox = PROFILES[profile](base, quotas)
    sandbox.open()
    return sandbox


def _pick_user() -> int:
    return _USERS[os.getpid() % len(_USERS)]


def _be_first_to_die() -> None:
    """When memory runs out the kernel ends notebooks, not the grader."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def _find_filter() -> bytes | None:
    try:
        return seccomp.build_filter(seccomp.NOTEBOOK)
    except OSError:
        return None


def _runtime_rules() -> landlock.Ruleset:
    """Reading the runtime; the instructor's packages among the libraries are passed over."""
    rules = landlock.Ruleset()
    hidden = set(runtime.hidden_folders())
    for path in [*runtime.folders(), *runtime.files()]:
        _allow_around(rules, path, hidden)
    return rules


def _allow_around(rules: landlock.Ruleset, path: Path, hidden: set[Path]) -> None:
    """Allow ``path`` but not what is hidden below it: then its entries one by one."""
    if path in hidden:
        return
    if not any(h.is_relative_to(path) and h.exists() for h in hidden):
        rules.allow(path, landlock.READ)
        return
    rules.allow(path, landlock.READ_DIR)  # imports list the folder
    for entry in path.iterdir():
        if not entry.is_symlink():  # a rule would open what the link points to: lib64, all of lib
            _allow_around(rules, entry, hidden)


def _count_processes() -> int:
    if not os.path.isdir("/proc/self"):
        return 10_000
    return sum(1 for name in os.listdir("/proc") if name.isdigit() and _owner(name) == os.getuid())


def _owner(pid: str) -> int | None:
    try:
        return os.stat(f"/proc/{pid}").st_uid
    except OSError:
        return None


def _children() -> list[int]:
    with open("/proc/thread-self/children", encoding="ascii") as file:
        return [int(pid) for pid in file.read().split()]
