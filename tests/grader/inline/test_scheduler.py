"""On a Dask cluster: the same gradebook as on this machine, also when a worker dies on the way."""

from __future__ import annotations

import shutil
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.bench.inline_course import NAME, hand_in, hand_in_honestly, model_answers

pytestmark = [pytest.mark.story, pytest.mark.xdist_group("inline")]
ROWS = """
    SELECT submitted_assignment.student_id, notebook.name, base_cell.name, auto_score, needs_manual_grade
    FROM grade JOIN base_cell ON base_cell.id = grade.cell_id
    JOIN notebook ON notebook.id = base_cell.notebook_id
    JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
    JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id ORDER BY 1, 2, 3
"""


def rows(root: Path) -> list[Any]:
    with sqlite3.connect(root / "gradebook.db") as database:
        return list(database.execute(ROWS))


def test_one_worker_is_killed_midway(
    course_of: Callable[[str], Path], dxlab: Callable[..., Any], dask_cluster: Any, tmp_path: Path
) -> None:
    root = course_of("several")
    hand_in_honestly(root)
    models = model_answers(root)
    for number in range(30):
        hand_in(root, f"p{number:02}", lambda name, _: models[name])
    local = tmp_path / "local"
    shutil.copytree(root, local)

    results = root / ".dxlab" / "inline" / NAME / "results"
    killed = []

    def kill_one() -> None:
        give_up = time.monotonic() + 120
        while time.monotonic() < give_up:
            if len(list(results.glob("*.json"))) >= 4:
                dask_cluster.kill_worker(0)
                killed.append(len(list(results.glob("*.json"))))
                return
            time.sleep(0.02)

    killer = threading.Thread(target=kill_one)
    killer.start()
    done = dxlab("grade", root, NAME, "--scheduler", dask_cluster.address)
    killer.join()
    assert done.code == 0, done.err
    assert "2個のワーカーで採点します" in done.out
    assert killed and killed[0] < 34, "it was killed midway"
    assert dxlab("grade", local, NAME).code == 0
    assert rows(root) == rows(local)
    assert len({row[0] for row in rows(root)}) == 34


def test_a_worker_that_can_not_see_the_submissions_gets_none(
    course_of: Callable[[str], Path],
    dxlab: Callable[..., Any],
    dask_cluster: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from grader.engine import cluster

    root = course_of("several")
    hand_in(root, "p1")
    monkeypatch.setitem(
        cluster.__dict__, "find_differences", lambda here, there: ["pandas がちがいます"] if there else []
    )
    done = dxlab("grade", root, NAME, "--scheduler", dask_cluster.address)
    assert done.code != 0
    assert "（コード: cluster-worker）" in done.err
    assert rows(root) == []
