"""ipykernel's shell without sockets: runs cells and returns their outputs."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from ipykernel.compiler import XCachingCompiler
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from dxlab.runner.recorder import Recorder, RecordingSession, RecordingStream


class _NoKernel:
    """Stands where the shell expects its kernel; there is no front end to talk to."""

    eventloop = None

    def get_parent(self) -> dict[str, Any]:
        return {}


class Shell:
    """One notebook's process: run cells in order, keep the variables.

    Built once; every fork that will run cells calls ``attach`` first.

    Parameters
    ----------
    output_limit: bytes of output that a cell may leave.
    """

    def __init__(self, output_limit: int) -> None:
        self._recorder = Recorder(output_limit)
        self._output_limit = output_limit
        self._shell = _build_shell(self._recorder)

    def attach(self, folder: Path) -> None:
        """Record what this process writes from now on; ``folder`` takes the unnamed files for it."""
        # They stay open as long as the process: descriptors 1 and 2 end in them.
        self._files = {name: tempfile.TemporaryFile(dir=folder) for name in ("stdout", "stderr")}  # noqa: SIM115
        self._read = dict.fromkeys(self._files, 0)
        for fd, name in ((1, "stdout"), (2, "stderr")):
            os.dup2(self._files[name].fileno(), fd)
            setattr(sys, name, RecordingStream(self._recorder, name, fd))

    @property
    def namespace(self) -> dict[str, Any]:
        return self._shell.user_ns

    def run(self, source: str, cell_id: str) -> dict[str, Any]:
        """Run one cell: ``{"outputs", "status": "ok" | "error", "execution_count"}``."""
        self._recorder.start()
        try:
            result = self._shell.run_cell(source, store_history=True, cell_id=cell_id)
            failed = not result.success
        except KeyboardInterrupt:  # arrived between the shell's own handlers
            failed = True
        self._read_descriptors()
        return {
            "outputs": self._recorder.outputs,
            "status": "error" if failed else "ok",
            "execution_count": self._shell.execution_count - 1,
        }

    def _read_descriptors(self) -> None:
        for name, file in self._files.items():
            size = os.fstat(file.fileno()).st_size
            new = os.pread(file.fileno(), min(size - self._read[name], self._output_limit), self._read[name])
            self._read[name] = size
            if new:
                self._recorder.stream(name, new.decode("utf-8", "replace"))


def _build_shell(recorder: Recorder) -> InteractiveShell:
    if "" not in sys.path:
        sys.path.insert(0, "")  # as ipykernel does: a notebook imports the modules that lie beside it
    config = Config()
    config.HistoryManager.enabled = False  # its thread would not survive the fork of a question
    session = RecordingSession(key=b"")
    session.recorder = recorder
    shell = ZMQInteractiveShell.instance(
        config=config, compiler_class=XCachingCompiler, kernel=_NoKernel(), user_ns={}
    )
    for publisher in (shell.displayhook, shell.display_pub):
        publisher.session = session
        publisher.pub_socket = object()
    shell.displayhook.topic = b"execute_result"
    return shell
