"""All that one grading process keeps warm: the zygote, and for one assignment its stages and its judge."""

from __future__ import annotations

import atexit
import contextlib
from collections.abc import Sequence
from typing import Protocol

from grader.engine.containment import ensure_containment
from grader.engine.judge import Judge
from grader.engine.model import Assignment, Limits
from grader.engine.process import RunnerProcess, Stage

Leading = tuple[tuple[str, str], ...]  # (cell id, source) of the cells that are the same for everybody


class Gradable(Protocol):
    """What a stage has to know about an assignment: ``files`` that lie beside the notebook."""

    @property
    def files(self) -> dict[str, bytes]: ...


class Worker:
    """Opens what is needed when it is needed, and anew after a loss.

    Parameters
    ----------
    profile: name of a sandbox profile that works here.
    """

    def __init__(self, limits: Limits, profile: str) -> None:
        self.key = (limits, profile)
        self._process: RunnerProcess | None = None
        self._assignment: Gradable | None = None
        self._stages: dict[Leading, Stage] = {}
        self._judge: Judge | None = None

    def turn_to(self, assignment: Gradable) -> None:
        """Prepare for an assignment; what was kept for another one is closed."""
        if self._assignment == assignment:
            return
        self._close_assignment()
        self._assignment = assignment

    @property
    def judge(self) -> Judge:
        """The process that runs a lab's checks."""
        if self._judge is None:
            assert isinstance(self._assignment, Assignment), "only a lab has checks"
            self._judge = Judge(self._assignment)
        return self._judge

    def stage(self, leading: Leading) -> Stage:
        """The assignment's stage where ``leading`` has run. Raises ``ProcessLost``."""
        assert self._assignment is not None, "turn_to comes first"
        if leading not in self._stages:
            if self._process is None:
                self._process = RunnerProcess(self.key[1], self.key[0]).__enter__()
            self._stages[leading] = self._process.open_stage(self._assignment.files, leading)
        return self._stages[leading]

    def forget(self) -> None:
        """After a loss: end the zygote and its stages; the next ``stage`` starts anew."""
        self._close_stages()
        if self._process is not None:
            self._process.close()
            self._process = None

    def close(self) -> None:
        """End every process."""
        self._close_assignment()
        self.forget()

    def _close_assignment(self) -> None:
        self._close_stages()
        if self._judge is not None:
            self._judge.close()
            self._judge = None

    def _close_stages(self) -> None:
        for stage in self._stages.values():
            stage.close()
        self._stages.clear()


_WORKERS: list[Worker] = []


def worker_for(assignment: Gradable, limits: Limits, profiles: Sequence[str]) -> Worker:
    """This process's worker, turned to the assignment. Raises ``DxlabError`` when nothing of ``profiles`` works."""
    key = (limits, ensure_containment(tuple(profiles)).profile)
    if not _WORKERS or _WORKERS[0].key != key:
        close_workers()
        _WORKERS.append(Worker(*key))
    _WORKERS[0].turn_to(assignment)
    return _WORKERS[0]


@atexit.register
def close_workers() -> None:
    """End the processes that this process keeps warm."""
    while _WORKERS:
        with contextlib.suppress(OSError):
            _WORKERS.pop().close()
