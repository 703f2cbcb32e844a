"""The same submissions through stock ``nbgrader autograde``, without any of our hooks."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from grader.bench.speed.crowd import Crowd, write_submission

_CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "bench"
c.ClearSolutions.code_stub = {"python": ""}
"""


def build_stock_course(crowd: Crowd, root: Path) -> None:
    """An nbgrader course of its own with the crowd's lab and submissions."""
    lab = crowd.assignment.name
    root.mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(_CONFIG)
    shutil.copytree(crowd.cohort.stock.folder("source", lab), root / "source" / lab)
    _nbgrader(root, "generate_assignment", lab)
    for student in crowd.students:
        write_submission(crowd, root / "submitted" / student / lab)


def time_stock(crowd: Crowd, root: Path) -> tuple[float, float]:
    """Seconds and CPU seconds a submission; start-up taken off by grading the first one apart."""
    lab, (first, *rest) = crowd.assignment.name, crowd.students
    _autograde(root, lab, [first])
    alone = _autograde(root, lab, [first], "--force")
    more = _autograde(root, lab, rest)
    # A run over n takes start + n: one over one is taken off, so n - 1 remain.
    return tuple((m - a) / (len(rest) - 1) for m, a in zip(more, alone, strict=True))  # type: ignore[return-value]


def _autograde(root: Path, lab: str, students: Sequence[str], *options: str) -> tuple[float, float]:
    # ``--student`` takes one name or a pattern; a folder that is away is not graded.
    hidden = root / "away"
    hidden.mkdir(exist_ok=True)
    others = [p for p in (root / "submitted").iterdir() if p.name not in students]
    for path in others:
        path.rename(hidden / path.name)
    try:
        before, start = _children_cpu(), time.monotonic()
        _nbgrader(root, "autograde", lab, *options)
        return time.monotonic() - start, _children_cpu() - before
    finally:
        for path in others:
            (hidden / path.name).rename(root / "submitted" / path.name)


def _nbgrader(root: Path, *arguments: str) -> None:
    bin_ = Path(sys.executable).parent
    env = {**os.environ, "PATH": f"{bin_}{os.pathsep}{os.environ.get('PATH', '')}", "HOME": str(root)}
    done = subprocess.run([bin_ / "nbgrader", *arguments], cwd=root, env=env, capture_output=True, text=True)
    if "autograde" not in arguments and done.returncode:
        raise RuntimeError(done.stderr[-2000:])


def _children_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
