"""A grading process of its own, so that what an attack does to its grader is seen from outside."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, Any

from grader.bench.attack import Report
from grader.bench.case import Case
from grader.bench.target import SECRET_VARIABLE
from grader.bench.traps import make_markers


class Driver:
    """Runs cases one by one in a process that is started anew after it died."""

    def __init__(self) -> None:
        self._base: Path | None = None
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Driver:
        return self

    def __exit__(self, *exception: object) -> None:
        self._stop()

    def run(self, case: Case) -> Report:
        """Grade a case; a grader that died is a fault."""
        process = self._process or self._start()
        answer = _ask(process, case.name)
        if answer is not None:
            lists = {key: tuple(answer[key]) for key in ("problems", "faults", "leaks")}
            return Report(**{**answer, **lists})
        self._stop()
        return Report(case.name, {}, "", (), ("the grader died",), (), 0.0)

    def _start(self) -> subprocess.Popen[str]:
        self._base = Path(tempfile.mkdtemp(prefix="dxlab-attack-"))
        # A sandboxed child of another uid must be able to reach its scratch below.
        self._base.chmod(0o711)
        for name in ("home", "tmp"):
            (self._base / name).mkdir()
        (self._base / "tmp").chmod(0o1777)
        process = subprocess.Popen(
            [sys.executable, "-m", "grader.bench.serve", str(self._base)],
            cwd=self._base,
            env=_environment(self._base),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self._process = process
        if _ask(process, None) is None:
            self._stop()
            raise RuntimeError("the grading process did not start")
        return process

    def _stop(self) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            _pipe(self._process.stdin).close()
            _pipe(self._process.stdout).close()
            self._process.wait()
        if self._base is not None:
            shutil.rmtree(self._base, ignore_errors=True)
        self._process = self._base = None


def _ask(process: subprocess.Popen[str], line: str | None) -> dict[str, Any] | None:
    try:
        if line is not None:
            _pipe(process.stdin).write(f"{line}\n")
            _pipe(process.stdin).flush()
        answer = _pipe(process.stdout).readline()
    except BrokenPipeError:
        return None
    return json.loads(answer) if answer else None


def _pipe(stream: IO[str] | None) -> IO[str]:
    assert stream is not None
    return stream


def _environment(base: Path) -> dict[str, str]:
    secret = make_markers()["ENVIRONMENT"]
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    return {
        **kept,
        "HOME": str(base / "home"),
        "TMPDIR": str(base / "tmp"),
        SECRET_VARIABLE: secret,
        "JUPYTERHUB_API_TOKEN": secret,
    }
