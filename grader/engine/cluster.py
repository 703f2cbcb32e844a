"""Grading on more than one machine: the same jobs on the workers of a Dask cluster.

Sandbox and warm processes live on each worker; only the coordinating process
touches the gradebook. A worker that dies only delays: Dask gives its jobs to
another one.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import logging
import platform
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.engine.containment import ensure_containment
from grader.errors import DxlabError

#: Seconds to wait for the scheduler, and for its first worker.
PATIENCE = 30
#: What decides how a notebook runs and how its answers travel.
_LIBRARIES = ("dxlab", "ipython", "numpy", "pandas", "matplotlib", "nbgrader", "distributed")


@dataclass(frozen=True)
class Needs:
    """What has to be the same on every worker.

    Attributes
    ----------
    files: read by the jobs.
    folders: where the submissions are.
    profiles: sandbox profiles that may be used.
    """

    files: tuple[Path, ...]
    folders: tuple[Path, ...]
    profiles: tuple[str, ...]


class Cluster:
    """A connection to a scheduler; ``size`` is the number of its workers at the start."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self.size = len(_workers_of(client))

    def check(self, needs: Needs) -> None:
        """Every worker is able to grade as this machine would.

        Raises
        ------
        DxlabError: one is not; it says which one and why.
        """
        here = describe_machine(needs)
        found: dict[str, Any] = self._client.run(describe_machine, needs, on_error="return")
        troubles = [
            f"{address}: {'、'.join(problems)}"
            for address, there in sorted(found.items())
            if (problems := find_differences(here, there))
        ]
        crowded = [a for a, w in _workers_of(self._client).items() if w["nthreads"] != 1]
        troubles += [f"{a}: 一度に2つ以上の仕事をする設定です（--nthreads 1 が要ります）" for a in crowded]
        if troubles:
            raise DxlabError(
                "cluster-worker",
                "採点できないワーカーがあります。\n" + "\n".join(troubles),
                "すべてのワーカーに同じ版の dxlab と、同じ場所に同じフォルダを用意してください（docs/cluster.ja.md）。",
            )

    def make_executor(self, _workers: int) -> Executor:
        """An executor on the cluster, for ``grader.engine.jobs``."""
        return _Pool(self._client.get_executor(pure=False))


@contextmanager
def open_cluster(address: str) -> Iterator[Cluster]:
    """Connect to the scheduler at ``address`` (``tcp://host:8786``).

    Raises
    ------
    DxlabError: the extra ``cluster`` is not installed, nobody answers, or there is no worker.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise DxlabError(
            "cluster-extra",
            "複数のコンピュータで採点するためのライブラリ（distributed）が入っていません。",
            'pip install "dxlab[cluster]" で入れてから、もう一度実行してください。',
        ) from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # English, and not for an instructor
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise DxlabError(
            "cluster-unreachable",
            f"{address}: スケジューラーにつながりません。",
            "番地（例: tcp://192.0.2.10:8786）と、dask scheduler が動いているかを確かめてください。",
        ) from error
    with client:
        _wait_for_worker(client, address)
        yield Cluster(client)


def _wait_for_worker(client: Any, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        raise DxlabError(
            "cluster-empty",
            f"{address}: 採点するワーカーが1つも動いていません。",
            "採点するコンピュータで dask worker を始めてから、もう一度実行してください。",
        ) from error


def _workers_of(client: Any) -> dict[str, dict[str, Any]]:
    workers: dict[str, dict[str, Any]] = client.scheduler_info(n_workers=-1)["workers"]
    return workers


class _Pool(Executor):
    """Dask's executor in the words of ``concurrent.futures``: workers that died are a broken executor."""

    def __init__(self, inner: Executor) -> None:
        self._inner = inner

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        outer: Future[Any] = Future()
        inner = self._inner.submit(fn, *args, **kwargs)
        inner.add_done_callback(lambda done: _hand_on(done, outer))
        return outer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._inner.shutdown(wait)

    def __exit__(self, kind: type[BaseException] | None, *rest: Any) -> bool | None:
        """Leaving by an exception gives up what is in flight instead of waiting for it."""
        self.shutdown(wait=kind is None)
        return None


def _hand_on(done: Future[Any], outer: Future[Any]) -> None:
    from distributed import KilledWorker

    if not outer.set_running_or_notify_cancel():
        return
    if done.cancelled():
        outer.set_exception(BrokenExecutor("the cluster gave the job up"))
        return
    error = done.exception()
    if error is None:
        outer.set_result(done.result())
    elif isinstance(error, KilledWorker):
        outer.set_exception(BrokenExecutor("every worker that had the job died"))
    else:
        outer.set_exception(error)


# --- on a worker -----------------------------------------------------------------------


def describe_machine(needs: Needs) -> dict[str, str]:
    """What this machine has of ``needs``, by what a person calls it."""
    found = {"Python": platform.python_version(), "dxlab のプログラム": _hash_of_code()}
    found |= {name: _version(name) for name in _LIBRARIES}
    found |= {str(path): _hash_of(path) for path in needs.files}
    found |= {str(path): "あります" if path.is_dir() else "ありません" for path in needs.folders}
    try:
        ensure_containment(needs.profiles)
        found["囲い"] = "使えます"
    except DxlabError:
        found["囲い"] = "使えません"
    return found


def find_differences(here: dict[str, str], there: Any) -> list[str]:
    """What a worker lacks or has otherwise; pure."""
    if not isinstance(there, dict):
        return [f"dxlab を動かせません（{type(there).__name__}）"]
    return [
        f"{name} がちがいます（こちら {value[:12]}、ワーカー {str(there.get(name))[:12]}）"
        for name, value in here.items()
        if there.get(name) != value
    ]


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "ありません"


def _hash_of(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return "読めません"


def _hash_of_code() -> str:
    """Of all modules of dxlab and grader."""
    above = Path(__file__).parents[2]
    digest = hashlib.sha256()
    for path in sorted([*(above / "dxlab").rglob("*.py"), *(above / "grader").rglob("*.py")]):
        digest.update(path.relative_to(above).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
