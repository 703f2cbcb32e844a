"""The demo cohort on two machines, as far as one can play them: workers in network namespaces of their own."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.demo.story import Demo
from grader.settings import Course

pytestmark = pytest.mark.xdist_group("demo")
ROWS = """
    SELECT submitted_assignment.student_id, base_cell.name, auto_score, manual_score, needs_manual_grade
    FROM grade JOIN base_cell ON base_cell.id = grade.cell_id
    JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
    JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id ORDER BY 1, 2
"""


def rows(root: Path) -> list[Any]:
    with sqlite3.connect(root / "gradebook.db") as database:
        return list(database.execute(ROWS))


def copied(demo: Demo, place: Path) -> Path:
    """The cohort as before anybody's work was graded."""
    shutil.copytree(demo.course, place / "course")
    shutil.copytree(demo.root / "exchange", place / "exchange")
    return place / "course"


@pytest.mark.story
def test_the_demo_cohort_gets_the_same_gradebook(
    demo: Demo, tiny_course: Course, dxlab: Callable[..., Any], dask_cluster: Any, tmp_path: Path
) -> None:
    there, here = copied(demo, tmp_path / "there"), copied(demo, tmp_path / "here")
    few = [f"--student={line.student}" for line in demo.graded if line.state == "graded"][:8]
    options = ("--force", "--course", tiny_course.root, *few)
    away = dxlab("grade", there, demo.lab, *options, "--scheduler", dask_cluster.address)
    assert "2個のワーカーで採点します" in away.out, away.err
    assert away.code == dxlab("grade", here, demo.lab, *options).code
    assert rows(there) == rows(here)
    assert "採点しました: 8件" in away.out


def run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def two_namespaces(request: pytest.FixtureRequest) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Our address on a bridge, and (namespace, its address) of two others."""
    if os.geteuid() or not shutil.which("ip"):
        pytest.skip("needs root and the program ip (Debian: iproute2)")
    tag = f"dx{os.getpid() % 10_000}"
    made = []
    try:
        run("ip", "link", "add", tag, "type", "bridge")
        run("ip", "address", "add", "10.77.41.1/24", "dev", tag)
        run("ip", "link", "set", tag, "up")
        for number in (2, 3):
            name, address = f"{tag}n{number}", f"10.77.41.{number}"
            run("ip", "netns", "add", name)
            made.append((name, address))
            run("ip", "link", "add", f"{name}h", "type", "veth", "peer", "name", "eth0", "netns", name)
            run("ip", "link", "set", f"{name}h", "master", tag, "up")
            run("ip", "-n", name, "address", "add", f"{address}/24", "dev", "eth0")
            for device in ("eth0", "lo"):
                run("ip", "-n", name, "link", "set", device, "up")
        yield "10.77.41.1", made
    finally:
        for name, _ in made:
            with contextlib.suppress(subprocess.CalledProcessError):
                run("ip", "netns", "del", name)
        with contextlib.suppress(subprocess.CalledProcessError):
            run("ip", "link", "del", tag)


@pytest.mark.slow
def test_workers_in_two_network_namespaces(
    demo: Demo,
    tiny_course: Course,
    dxlab: Callable[..., Any],
    two_namespaces: tuple[str, list[tuple[str, str]]],
    make_cluster: Callable[[str], Any],
    tmp_path: Path,
) -> None:
    ours, others = two_namespaces
    cluster = make_cluster(ours)
    for name, address in others:
        cluster.add_worker(address, ["ip", "netns", "exec", name])
    cluster.ready()
    there, here = copied(demo, tmp_path / "there"), copied(demo, tmp_path / "here")
    options = ("--force", "--course", tiny_course.root)
    away = dxlab("grade", there, demo.lab, *options, "--scheduler", cluster.address)
    assert "2個のワーカーで採点します" in away.out, away.err
    assert away.code == dxlab("grade", here, demo.lab, *options).code
    assert rows(there) == rows(here)
