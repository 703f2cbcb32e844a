"""One notebook through its two processes.

The trainee's process runs the notebook without the tests that run apart. Where
such a test stands, it tells what the names hold that the test reads. Only when
all of it has run does the instructor's process get these values and run the
tests: nothing that a test reveals can reach an output of the notebook any more.
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dxlab.runner.files import Files
from grader.engine.child import CellRun, Child, ChildGone, read_run
from grader.engine.model import Limits
from grader.engine.parse import text_of
from grader.engine.worker import Leading, Worker
from grader.inline.model import Cell, Sheet, Way, is_answer, is_test
from grader.inline.rebuild import Paper, cell_keys

_GONE = "この前のところでプログラムが止まったため、確かめられませんでした。"
_SLOW = "時間内に終わりませんでした。"
_UNANSWERED = "答えのプログラムが、途中で答えなくなりました。"
_FAILED = "エラーで止まりました。"


@dataclass
class Held:
    """What the names hold that a cell of the instructor's reads, as things were there."""

    claims: dict[str, dict[str, str]]
    question: socket.socket | None = None


@dataclass
class Ran:
    """What running a notebook gave besides the outputs, which are in its cells.

    Attributes
    ----------
    problems: Japanese sentences for the instructor.
    limit_hit: something had to be cut short.
    lost: something other than us killed a process; a second try may go better.
    objects: cell of the instructor's -> names that held more than plain data.
    calls: cells of the instructor's that were answered with more than plain data.
    """

    problems: list[str] = field(default_factory=list)
    objects: dict[str, frozenset[str]] = field(default_factory=dict)
    calls: set[str] = field(default_factory=set)
    limit_hit: bool = False
    lost: bool = False


def run_paper(worker: Worker, sheet: Sheet, paper: Paper, limits: Limits, own_files: Files) -> Ran:
    """Run a notebook and write all outputs into its cells.

    Raises
    ------
    ProcessLost: the warm processes are gone.
    """
    return _Run(worker, sheet, paper, limits).run(own_files)


def leading_cells(sheet: Sheet) -> Leading:
    """(id, source) of the cells before the first answer or test: the same for everybody."""
    found: list[tuple[str, str]] = []
    for cell in sheet.cells:
        if is_answer(cell) or is_test(cell):
            break
        if cell["cell_type"] == "code":
            found.append((f"code-{len(found)}", text_of(cell)))
    return tuple(found)


class _Run:
    def __init__(self, worker: Worker, sheet: Sheet, paper: Paper, limits: Limits) -> None:
        self._worker = worker
        self._sheet = sheet
        self._limits = limits
        self._cells = paper.notebook["cells"]
        self._code = [
            (k, c) for k, c in zip(paper.keys, self._cells, strict=True) if c["cell_type"] == "code"
        ]
        self._apart = {key for key, way in sheet.ways.items() if way is Way.APART}
        self._held: dict[str, Held] = {}
        self._reached: set[str] = set()
        self._ran = Ran()

    def run(self, own_files: Files) -> Ran:
        leading = self._leading()
        stage = self._worker.stage(leading)
        for (_, cell), reply in zip(self._code, stage.cells, strict=False):
            _write(cell, read_run(reply, self._limits))
        # The forks that were held end with the trainee's process.
        with Child(stage, own_files) as trainee, contextlib.ExitStack() as self._questions:
            try:
                for key, cell in self._code[len(leading) :]:
                    self._visit(trainee, key, cell)
            except ChildGone as gone:
                trainee.stop()
                self._note(gone.reason)
            if self._apart:
                self._examine()
        self._ran.lost |= trainee.was_killed
        self._close_unreached()
        return self._ran

    def _leading(self) -> Leading:
        """The shared cells, where this trainee left them as they were."""
        shared = leading_cells(self._sheet)
        mine = tuple((cell["id"], text_of(cell)) for _, cell in self._code[: len(shared)])
        return shared if mine == shared else ()

    def _visit(self, trainee: Child, key: str, cell: Cell) -> None:
        if names := self._sheet.reads.get(key):
            self._held[key] = self._hold(trainee, key, names)
        if key not in self._apart:
            self._run_cell(trainee, cell, key in self._sheet.ways)
        self._reached.add(key)

    def _hold(self, trainee: Child, key: str, names: frozenset[str]) -> Held:
        claims = trainee.take_snapshot(names)
        live = frozenset(name for name, claim in claims.items() if claim["is"] == "live")
        if live:
            self._ran.objects[key] = live
        return Held(claims, self._questions.enter_context(trainee.hold_question()) if live else None)

    def _run_cell(self, child: Child, cell: Cell, decides: bool) -> None:
        run = child.run_cell(cell["id"], text_of(cell))
        _write(cell, run)
        if run.timed_out:
            self._note(
                f"{self._sheet.name}: 終わらないセルがあったので、{self._limits.cell_seconds:.0f}秒で止めました。"
            )
        if decides:
            _ensure_failure(cell, run)
            cell["metadata"]["dxlab"] = {"way": "same process"}

    def _examine(self) -> None:
        """The instructor's cells and tests, in the source's order, on what was held."""
        by_key = {key: cell for key, cell in self._code if key}
        shared = leading_cells(self._sheet)
        with Child(self._worker.stage(shared)) as examiner:
            try:
                for key, cell in self._instructors_cells():
                    self._bring(examiner, key)
                    free = self._sheet.objects is None or key in self._sheet.calls
                    run = examiner.run_cell(cell["id"], text_of(cell), free)
                    if run.met_object:
                        self._ran.calls.add(key)
                    if key in self._apart and key in self._reached:
                        _write(by_key[key], run)
                        _ensure_failure(by_key[key], run)
                        self._reached.add(f"{key} examined")
                    self._ran.limit_hit |= run.timed_out or run.over
            except ChildGone as gone:
                self._note(f"{self._sheet.name}: 確認の途中で止まりました。{gone.reason}")
        self._ran.lost |= examiner.was_killed

    def _instructors_cells(self) -> Iterator[tuple[str, Cell]]:
        """Those after the shared ones, up to the last test that runs apart."""
        code = [
            (k, c)
            for k, c in zip(cell_keys(self._sheet), self._sheet.cells, strict=True)
            if c["cell_type"] == "code"
        ]
        last = max(number for number, (key, _) in enumerate(code) if key in self._apart)
        for number, (key, cell) in enumerate(code[: last + 1]):
            skipped = is_answer(cell) or self._sheet.ways.get(key) is Way.SAME
            if number >= len(leading_cells(self._sheet)) and not skipped:
                yield key, {**cell, "id": f"code-{number}"}

    def _bring(self, examiner: Child, key: str) -> None:
        held = self._held.get(key)
        if held is None:
            return
        objects = self._sheet.objects
        allowed = frozenset(held.claims) if objects is None else objects.get(key, frozenset())
        too_large = examiner.bring(held.claims, self._sheet.modules, allowed, held.question)
        if too_large:
            self._note(f"{self._sheet.name}: {'、'.join(too_large)} は大きすぎるか、読み取れない形でした。")

    def _close_unreached(self) -> None:
        """A test that came to no end earns nothing."""
        for key, cell in self._code:
            is_done = f"{key} examined" in self._reached if key in self._apart else key in self._reached
            if key in self._sheet.ways and not is_done:
                cell["outputs"] = [_error(_GONE)]

    def _note(self, problem: str) -> None:
        self._ran.limit_hit = True
        if problem not in self._ran.problems:
            self._ran.problems.append(problem)


def _write(cell: Cell, run: CellRun) -> None:
    cell.update(outputs=run.outputs, execution_count=run.execution_count)


def _ensure_failure(cell: Cell, run: CellRun) -> None:
    """A test that did not end well shows an error, whatever its outputs claim.

    First of all outputs: nbgrader takes the points from a value that comes before an error.
    """
    has_error = any(output["output_type"] == "error" for output in run.outputs)
    if run.over:
        cell["outputs"] = [_error(_UNANSWERED), *run.outputs]
    elif run.timed_out:
        cell["outputs"] = [_error(_SLOW), *run.outputs]
    elif not run.ok and not has_error:
        cell["outputs"] = [_error(_FAILED), *run.outputs]


def _error(text: str) -> dict[str, Any]:
    return {"output_type": "error", "ename": "採点", "evalue": text, "traceback": [text]}
