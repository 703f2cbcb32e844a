"""A cluster is looked at before it gets any work."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future
from pathlib import Path
from typing import Any

import pytest

from grader.engine import cluster
from grader.engine.cluster import Needs, describe_machine, find_differences, open_cluster
from grader.engine.containment import SANDBOXED
from grader.errors import DxlabError


def test_the_same_machine_has_no_differences(tmp_path: Path) -> None:
    (tmp_path / "hidden.py").write_text("x = 1")
    needs = Needs((tmp_path / "hidden.py",), (tmp_path,), SANDBOXED)
    here = describe_machine(needs)
    assert find_differences(here, describe_machine(needs)) == []
    (tmp_path / "hidden.py").write_text("x = 2")
    (problem,) = find_differences(here, describe_machine(needs))
    assert "hidden.py がちがいます" in problem


def test_a_missing_folder_and_another_version_are_told(tmp_path: Path) -> None:
    here = describe_machine(Needs((), (tmp_path,), SANDBOXED))
    there = {**here, "pandas": "1.0", str(tmp_path): "ありません"}
    found = "\n".join(find_differences(here, there))
    assert "pandas がちがいます" in found
    assert "ワーカー ありません" in found


def test_a_worker_without_dxlab_is_told() -> None:
    assert find_differences({}, ImportError("dxlab")) == ["dxlab を動かせません（ImportError）"]


def test_nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with pytest.raises(DxlabError) as caught, open_cluster("tcp://127.0.0.1:9"):
        pass
    assert caught.value.code == "cluster-unreachable"
    with pytest.raises(DxlabError) as caught, open_cluster("no address at all"):
        pass
    assert caught.value.code == "cluster-unreachable"


def test_a_killed_worker_is_a_broken_executor() -> None:
    from distributed import KilledWorker

    def handed_on(settle: Callable[[Future[Any]], None]) -> Future[Any]:
        inner: Future[Any] = Future()
        outer: Future[Any] = Future()
        settle(inner)
        cluster._hand_on(inner, outer)
        return outer

    assert handed_on(lambda f: f.set_result(3)).result() == 3
    killed = KilledWorker("job", None, 3)
    assert isinstance(handed_on(lambda f: f.set_exception(killed)).exception(), BrokenExecutor)
    assert isinstance(handed_on(lambda f: f.set_exception(OSError())).exception(), OSError)
    assert isinstance(handed_on(lambda f: f.cancel() and None).exception(), BrokenExecutor)


@pytest.mark.story
def test_a_scheduler_without_workers(dask_cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(2):
        dask_cluster.kill_worker(number)
    monkeypatch.setattr(cluster, "PATIENCE", 5)
    with pytest.raises(DxlabError) as caught, open_cluster(dask_cluster.address):
        pass
    assert caught.value.code == "cluster-empty"
