"""What many tests share: the command line, a scratch home, and Chromium's presence."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from distributed import Client
from hypothesis import HealthCheck, settings

# How fast the machine is says nothing about the code.
settings.register_profile("dxlab", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("dxlab")

ROOT = Path(__file__).resolve().parent.parent


class Run(NamedTuple):
    """What a command did: its exit code and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's folder, which is also a course folder."""
    return ROOT


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep error logs of tests out of the home folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture
def dxlab(capfd: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Call ``dxlab ARG…`` in this process, through the real door."""
    from grader.cli.main import run

    def call(*arguments: object) -> Run:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        return Run(code, *capfd.readouterr())

    return call


def find_chromium() -> str | None:
    """Path of the machine's Chromium, for playwright's ``executable_path``."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of Chromium; tests that ask for it carry the marker ``browser``."""
    found = find_chromium()
    assert found, "mark the test with @pytest.mark.browser"
    return found


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Without Chromium a browser test is skipped on a desk and fails where it is required."""
    if item.get_closest_marker("browser") is None or find_chromium():
        return
    if os.environ.get("DXLAB_REQUIRE_BROWSER") == "1":
        pytest.fail("Chromium is required here (DXLAB_REQUIRE_BROWSER=1) and was not found", pytrace=False)
    pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")


class DaskCluster:
    """A scheduler and workers as processes of their own, which speak to ``host``."""

    def __init__(self, folder: Path, host: str = "127.0.0.1") -> None:
        self._folder = folder
        with socket.socket() as probe:
            probe.bind((host, 0))
            port = str(probe.getsockname()[1])
        self.address = f"tcp://{host}:{port}"
        self._processes = [self._start([], "scheduler", "--host", host, "--port", port, "--no-dashboard")]
        self.workers: list[subprocess.Popen[bytes]] = []

    def add_worker(self, host: str = "127.0.0.1", inside: Sequence[str] = ()) -> None:
        """``inside``: a command that starts another one, as ``ip netns exec NAME`` does."""
        options = ["--nthreads", "1", "--host", host, "--no-dashboard", "--local-directory"]
        self.workers.append(self._start(inside, "worker", self.address, *options, str(self._folder)))

    def ready(self) -> None:
        """Wait until all its workers have reported."""
        with Client(self.address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(len(self.workers), timeout=60)

    def kill_worker(self, number: int) -> None:
        """With its nanny, which would start another one."""
        os.killpg(self.workers[number].pid, signal.SIGKILL)
        self.workers[number].wait()

    def close(self) -> None:
        for process in [*self.workers, *self._processes]:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _start(self, inside: Sequence[str], *arguments: str) -> subprocess.Popen[bytes]:
        command = [*inside, sys.executable, "-m", "dask", *arguments]
        log = (self._folder / f"{arguments[0]}.log").open("ab")
        with log:
            return subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, cwd=self._folder)


@pytest.fixture
def make_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], DaskCluster]]:
    """make_cluster(host) is a scheduler there, without workers."""
    made: list[DaskCluster] = []

    def make(host: str = "127.0.0.1") -> DaskCluster:
        made.append(DaskCluster(tmp_path_factory.mktemp("dask"), host))
        return made[-1]

    try:
        yield make
    finally:
        for cluster in made:
            cluster.close()


@pytest.fixture
def dask_cluster(make_cluster: Callable[[], DaskCluster]) -> DaskCluster:
    """Two workers on loopback."""
    cluster = make_cluster()
    cluster.add_worker()
    cluster.add_worker()
    cluster.ready()
    return cluster


@contextlib.contextmanager
def run_jupyter(root: Path, home: Path) -> Iterator[str]:
    """JupyterLab started in ``root``, with the token "t"; gives its address."""
    folder = Path(sys.executable).parent
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [folder / "jupyter", "lab", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1"]
    command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token=t"]
    environment = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "HOME": str(home)}
    with (home / "server.log").open("w") as log:
        process = subprocess.Popen(command, cwd=root, env=environment, stdout=log, stderr=log)
        try:
            yield _wait_for(f"http://127.0.0.1:{port}", process)
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> str:
    for _ in range(240):
        assert process.poll() is None, "the server ended"
        try:
            urllib.request.urlopen(f"{address}/api?token=t")
            return address
        except OSError:
            time.sleep(0.5)
    raise AssertionError("the server did not answer")


@pytest.fixture(scope="session")
def jupyter() -> Callable[[Path, Path], contextlib.AbstractContextManager[str]]:
    """with jupyter(root, home) as address: …"""
    return run_jupyter
