"""The grader's end of the warm runner process (the zygote) and of its stages.

Starts it with a clean environment, keeps the time, and ends everything it started.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dxlab.runner import files as runner_files
from dxlab.runner.control import receive_reply, send_request
from dxlab.runner.sandbox import PROFILES, Containment
from grader.engine.model import Limits

#: For the instructor, when a second try ended as the first.
LOST_TWICE = (
    "採点プログラムが2度続けて止まりました。"
    "コンピュータのメモリやディスクの空きを確かめてから、もう一度採点してください。"
)

_REPLY_BYTES = 40_000_000
_START_SECONDS = 120.0
_SECONDS = 20.0  # for a fork server, which runs nobody's code, to answer


class Refused(Exception):
    """The system lacks what a profile needs; the text says what."""


class ProcessLost(Exception):
    """The zygote or a stage ended although no trainee's code runs in it: start again."""


class RunnerProcess:
    """A context manager around one zygote.

    Parameters
    ----------
    profile: name of the sandbox profile (``dxlab.runner.sandbox``).
    probe: only find out whether the profile works here; much quicker.

    Raises
    ------
    Refused: when entered, the profile does not work here.
    """

    def __init__(self, profile: str, limits: Limits, *, probe: bool = False) -> None:
        self._limits = limits
        self._base = _make_folder() if PROFILES[profile].needs_folder else None
        quotas = {
            "memory": limits.memory_bytes,
            "scratch": limits.scratch_bytes,
            "processes": limits.processes,
            "cpu": int(limits.total_seconds) + 10,
        }
        options = {
            "profile": profile,
            "base": self._base and str(self._base),
            "outputs": limits.output_bytes,
            "quotas": quotas,
            "probe": probe,
        }
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = _start(theirs, options)

    def __enter__(self) -> RunnerProcess:
        try:
            reply = _ask(self._control, None, _START_SECONDS)
            if "refused" in reply:
                raise Refused(reply["refused"])
            self.containment = Containment(**reply)
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """End the zygote and with it every stage and notebook."""
        self._control.close()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        if self._base:
            _remove(self._base)

    def open_stage(self, files: runner_files.Files, cells: Sequence[tuple[str, str]]) -> Stage:
        """A stage with these files where the leading ``cells`` (id, source) have run.

        Raises
        ------
        ProcessLost: the zygote has ended.
        """
        ours, theirs = socket.socketpair()
        request = {
            "op": "stage",
            "files": runner_files.to_json(files),
            "cells": [{"id": name, "source": source} for name, source in cells],
        }
        with theirs:
            _ask(self._control, request, _SECONDS, theirs)
        return Stage(ours, self._limits)


class Stage:
    """A fork of the zygote from which the submissions of one lab fork.

    Attributes
    ----------
    cells: what the leading cells left: the runner's replies, in order.
    """

    def __init__(self, control: socket.socket, limits: Limits) -> None:
        self._control = control
        self.limits = limits
        try:
            reply = _ask(control, None, limits.total_seconds)
        except ProcessLost:
            control.close()
            raise
        if "failed" in reply:
            control.close()
            raise ProcessLost(reply["failed"])
        self.cells: list[dict[str, Any]] = reply["cells"]

    def fork(self, files: runner_files.Files) -> tuple[int, socket.socket]:
        """A notebook's process, with ``files`` of its own, and the socket to speak to it. Raises ``ProcessLost``."""
        ours, theirs = socket.socketpair()
        request = {"op": "submission", "files": runner_files.to_json(files)}
        with theirs:
            try:
                pid = _ask(self._control, request, _SECONDS, theirs)["pid"]
            except BaseException:
                ours.close()
                raise
        return pid, ours

    def signal(self, pid: int, number: int) -> None:
        """SIGINT or SIGKILL for a notebook's process; the forks that answer for it live on."""
        _ask(self._control, {"op": "signal", "pid": pid, "number": number}, _SECONDS)

    def end(self, pid: int) -> dict[str, Any]:
        """Kill a notebook's process: ``code`` (as ``os.waitstatus_to_exitcode``), ``seconds`` of CPU, ``memory``."""
        return _ask(self._control, {"op": "end", "pid": pid}, _SECONDS)

    def close(self) -> None:
        """Hang up; the stage and all that forked from it end."""
        self._control.close()


def _ask(
    control: socket.socket, request: dict[str, Any] | None, seconds: float, along: socket.socket | None = None
) -> dict[str, Any]:
    """Send a request (None: only listen) and return the reply of one of our own processes."""
    try:
        control.settimeout(seconds)
        if request is not None:
            send_request(control, request, along)
        reply: dict[str, Any] = receive_reply(control, _REPLY_BYTES)
    except (OSError, EOFError) as error:
        raise ProcessLost(str(error) or type(error).__name__) from error
    return reply


def _make_folder() -> Path:
    base = Path(tempfile.mkdtemp(prefix="dxlab-run-"))
    base.chmod(0o711)  # another user passes through to its own scratch
    return base


def _start(control: socket.socket, options: dict[str, Any]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-I", "-m", "dxlab.runner", str(control.fileno()), json.dumps(options)]
    return subprocess.Popen(
        command,
        cwd="/",
        env=_environment(),
        pass_fds=[control.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _environment() -> dict[str, str]:
    """An allow-list: nothing of the grader's environment reaches a notebook. Homes are set after the fork."""
    return {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "TZ": "Asia/Tokyo",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }


def _remove(base: Path) -> None:
    """A trainee may have nested folders deeper than Python's own removal can follow."""
    shutil.rmtree(base, ignore_errors=True)
    if base.exists():
        subprocess.run(["rm", "-rf", "--", str(base)], check=False, stderr=subprocess.DEVNULL)
