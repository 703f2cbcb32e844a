"""The grader's end of one runner process.

Starts it in a scratch folder with a clean environment, sends cells and
questions, keeps the time, and ends everything it started.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dxlab.channel.transport import SocketTransport
from dxlab.runner.control import receive_reply, send_request
from grader.engine.model import Limits
from grader.engine.outputs import clean_outputs

_REPLY_BYTES = 40_000_000
_START_SECONDS = 120.0
_PATIENCE = 5.0  # seconds between the interrupt of a cell and the end of the process


class ChildGone(Exception):
    """The process ended or was ended; ``reason`` is Japanese, for the instructor."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class CellRun:
    """What running one cell gave; ``timed_out`` when it had to be interrupted."""

    outputs: list[dict[str, Any]]
    ok: bool
    execution_count: int | None
    timed_out: bool


class Child:
    """A context manager around one runner process.

    Parameters
    ----------
    files: what lies in its working folder, relative path -> bytes.
    """

    def __init__(self, files: dict[str, bytes], limits: Limits) -> None:
        self._limits = limits
        self._files = files
        self._deadline = time.monotonic() + limits.total_seconds

    def __enter__(self) -> Child:
        self._root = Path(tempfile.mkdtemp(prefix="dxlab-run-"))
        work = self._root / "work"
        _write_files(work, self._files)
        self._control, theirs = socket.socketpair()
        self._process = _start(work, self._root, theirs, self._limits)
        theirs.close()
        try:
            self._receive(_START_SECONDS)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *exception: object) -> None:
        self._control.close()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        shutil.rmtree(self._root, ignore_errors=True)

    def run_cell(self, cell_id: str, source: str) -> CellRun:
        """Run one cell; a cell that takes too long is interrupted. Raises ``ChildGone``."""
        self._send({"op": "cell", "id": cell_id, "source": source})
        timed_out = False
        try:
            reply = self._receive(self._limits.cell_seconds)
        except TimeoutError:
            timed_out = True
            reply = self._interrupt()
        count = reply.get("execution_count")
        return CellRun(
            clean_outputs(reply.get("outputs"), self._limits.output_bytes),
            reply.get("status") == "ok" and not timed_out,
            count if type(count) is int else None,
            timed_out,
        )

    def open_question(self) -> SocketTransport:
        """A transport to a fork that answers for one question. Raises ``ChildGone``."""
        ours, theirs = socket.socketpair()
        seconds = min(self._limits.question_seconds, max(0.1, self._deadline - time.monotonic()))
        try:
            self._send({"op": "question", "seconds": seconds}, theirs)
            self._receive(seconds)
        except (ChildGone, TimeoutError) as error:
            ours.close()
            raise (
                error if isinstance(error, ChildGone) else ChildGone("プログラムが応答しなくなりました。")
            ) from error
        finally:
            theirs.close()
        return SocketTransport(ours, seconds)

    def _interrupt(self) -> dict[str, Any]:
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGINT)
        try:
            return self._receive(_PATIENCE)
        except TimeoutError as error:
            raise ChildGone("終わらないセルを止められなかったので、そこから先は実行していません。") from error

    def _send(self, request: dict[str, Any], question: socket.socket | None = None) -> None:
        try:
            self._control.settimeout(_PATIENCE)
            send_request(self._control, request, question)
        except OSError as error:
            raise ChildGone("途中でプログラムが終了しました（exit や強制終了など）。") from error

    def _receive(self, seconds: float) -> dict[str, Any]:
        left = min(seconds, self._deadline - time.monotonic())
        if left <= 0:
            raise ChildGone("全体の制限時間を使い切りました。")
        self._control.settimeout(left)
        try:
            reply = receive_reply(self._control, _REPLY_BYTES)
        except TimeoutError:
            raise
        except (OSError, EOFError) as error:
            raise ChildGone("途中でプログラムが終了しました（exit や強制終了など）。") from error
        except ValueError as error:
            raise ChildGone("プログラムとの通信がこわれました。") from error
        return reply if isinstance(reply, dict) else {}


def _write_files(work: Path, files: dict[str, bytes]) -> None:
    work.mkdir(mode=0o700)
    for name, data in files.items():
        target = work / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _start(work: Path, root: Path, control: socket.socket, limits: Limits) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-I", "-m", "dxlab.runner", str(control.fileno()), str(limits.output_bytes)]
    return subprocess.Popen(
        command,
        cwd=work,
        env=_environment(root),
        pass_fds=[control.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _environment(root: Path) -> dict[str, str]:
    """An allow-list: nothing of the grader's environment reaches the child."""
    home = root / "home"
    home.mkdir()
    return {
        "HOME": str(home),
        "IPYTHONDIR": str(home / "ipython"),
        "MPLCONFIGDIR": str(home / "matplotlib"),
        "TMPDIR": str(root / "work"),
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "TZ": "Asia/Tokyo",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "OPENBLAS_NUM_THREADS": "1",
        "DXLAB_RUNNER": "1",
    }
