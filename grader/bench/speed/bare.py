"""``python -m grader.bench.speed.bare FILE COUNT WORKERS``: the least that running the cells can take.

A warm process forks once a submission and runs all its cells: no sandbox, no
rebuilding, no checks, nothing written down. FILE is JSON with ``files`` and
``cells``; what it took is printed as JSON.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from dxlab.runner import files
from dxlab.runner.forkserver import settle
from dxlab.runner.shell import Shell
from dxlab.runner.warm import build_warm_shell

_OUTPUTS = 1_000_000


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
