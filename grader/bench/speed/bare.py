"""The least that running the cells can take.

A warm process forks once a submission and runs all its cells: no sandbox, no
rebuilding, no checks, nothing written down. It is a program of its own,
``python -m grader.bench.speed.bare FILE COUNT WORKERS``: FILE is JSON with
``files`` and ``cells``; what it took is printed as JSON.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dxlab.runner import files
from dxlab.runner.forkserver import settle
from dxlab.runner.shell import Shell
from dxlab.runner.warm import build_warm_shell

Cells = Sequence[tuple[str, str]]

_OUTPUTS = 1_000_000


def time_bare(root: Path, start: files.Files, cells: Cells, count: int, workers: int) -> dict[str, float]:
    """``seconds`` and ``cpu`` seconds a submission.

    Parameters
    ----------
    start: what lies in the notebook's folder.
    cells: (id, source) of all code cells, answers included.
    """
    job = root / "bare.json"
    job.write_text(json.dumps({"files": files.to_json(start), "cells": cells}))
    command = [sys.executable, "-I", "-m", "grader.bench.speed.bare", str(job), str(count), str(workers)]
    env = {
        **os.environ,
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
    report: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return report


def main(arguments: list[str]) -> None:
    job = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    count, workers = int(arguments[1]), int(arguments[2])
    with tempfile.TemporaryDirectory(prefix="dxlab-bare-") as base:
        settle(Path(tempfile.mkdtemp(dir=base)), {})
        shell = build_warm_shell(_OUTPUTS)
        start = time.monotonic()
        running = 0
        for _ in range(count):
            if running == workers:
                os.wait()
                running -= 1
            if os.fork() == 0:
                _run(shell, job, Path(base))
            running += 1
        while running:
            os.wait()
            running -= 1
        seconds = time.monotonic() - start
        os.chdir("/")
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    report = {"seconds": seconds / count, "cpu": (usage.ru_utime + usage.ru_stime) / count}
    sys.stdout.write(json.dumps(report) + "\n")


def _run(shell: Shell, job: dict[str, Any], base: Path) -> None:
    scratch = Path(tempfile.mkdtemp(dir=base))
    settle(scratch, files.from_json(job["files"]))
    shell.attach(scratch / "tmp")
    for name, source in job["cells"]:
        shell.run(source, name)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
