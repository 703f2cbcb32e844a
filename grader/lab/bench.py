"""A place to try answers: a built lab, its cells run in this process, its checks asked.

Only for what authors wrote (model answers, sample answers); submissions go
through the engine.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode

from dxlab.channel import Ask, LocalTransport, run_check
from dxlab.channel.evaluate import Check
from dxlab.outcome import Outcome, Status
from grader.engine.ask import CheckContext, Inputs
from grader.engine.decide import decide, load_checks
from grader.engine.model import Released
from grader.lab.build import write_beside
from grader.lab.data import recipes
from grader.lab.model import Exercise, Lab
from grader.lab.notebook import checked_id, find_exercises
from grader.lab.pairing import read_source
from grader.lab.running import CellFailed, Namespace, inside, new_namespace, own_copy, run_source
from grader.settings import Course


@dataclass
class Bench:
    """A lab set up for one secret and draw.

    Attributes
    ----------
    folder: the files that trainees would have; the working directory of cells.
    before: exercise id -> variables just before its answer cell.
    after: exercise id -> variables at its test cell, with the model answer.
    checks, visible: functions of hidden.py and visible.py by exercise id.
    faults: exceptions inside a check (not in an answer), newest last.
    """

    lab: Lab
    notebook: NotebookNode
    exercises: dict[str, Exercise]
    folder: Path
    secret: bytes
    draw: int
    released: dict[str, Released]
    inputs: Inputs
    checks: dict[str, Check]
    visible: dict[str, Check]
    before: dict[str, Namespace] = field(default_factory=dict)
    after: dict[str, Namespace] = field(default_factory=dict)
    faults: list[Exception] = field(default_factory=list)

    def judge(self, exercise: str, namespace: Namespace, check: Check | None = None) -> Outcome:
        """The hidden check's outcome for these variables."""
        context = CheckContext(self.inputs, self.secret, self.lab.id, exercise, self.draw, self.released)
        with inside(self.folder):
            return decide(
                check or self.checks[exercise], LocalTransport(namespace), context, self.faults.append
            )

    def judge_visibly(self, exercise: str, namespace: Namespace) -> Outcome:
        """What ``check(…)`` in the trainee's notebook would say."""
        with inside(self.folder):
            ask = Ask(LocalTransport(namespace), self.folder / "data")
            return run_check(self.visible[exercise], ask, show_text=True, on_fault=self.faults.append)

    def attempt(self, exercise: str, source: str) -> Namespace:
        """Variables at the test cell when ``source`` stands in the answer cell.

        As in a notebook that is graded, a cell that raises leaves what it had
        defined by then, and the next one runs.
        """
        namespace = own_copy(self.before[exercise])
        cells = [(f"<{exercise} の答え>", source)]
        cells += [(f"<{cell['id']}>", cell.source) for cell in self._between(exercise)]
        with inside(self.folder):
            for name, text in cells:
                with contextlib.suppress(CellFailed):
                    run_source(text, name, namespace)
        return namespace

    def short_of_full(self) -> list[str]:
        """Exercises whose model answer does not get full marks, each with its first message."""
        found = [f"{exercise}: 確認がありません" for exercise in self.without_check()]
        for exercise in (e for e in self.after if e in self.checks):
            outcome = self.judge(exercise, self.after[exercise])
            if outcome.status is not Status.PASSED or outcome.share < 1:
                found.append(f"{exercise}: {(outcome.messages or (outcome.status.value,))[0]}")
        return found

    def without_check(self) -> list[str]:
        """Exercises for which there is no check."""
        return [name for name in self.after if name not in self.checks or name not in self.visible]

    def use_checks(self, hidden: Path) -> None:
        """Take the checks from another file (a planted fault)."""
        self.checks = load_checks(hidden)
        self.faults.clear()

    def _between(self, exercise: str) -> list[NotebookNode]:
        answer = self.exercises[exercise].answer
        cells = self.notebook.cells[(-1 if answer is None else answer) + 1 :]
        test = next(i for i, cell in enumerate(cells) if checked_id(cell) == exercise)
        return [cell for cell in cells[:test] if cell.cell_type == "code"]


@contextlib.contextmanager
def open_bench(
    course: Course,
    lab: Lab,
    secret: bytes,
    draw: int = 0,
    *,
    hidden: Path | None = None,
    inputs: Inputs | None = None,
) -> Iterator[Bench]:
    """Build the lab in a scratch folder and run all its cells with the model answers.

    Raises
    ------
    CellFailed: a cell raised.
    ContentError: lab.py or the checks can't be read.
    """
    notebook = read_source(lab)
    exercises = {e.id: e for e in find_exercises(notebook) if e.kind == "auto"}
    checks = load_checks(hidden or lab.path("hidden.py"))
    visible = load_checks(lab.path("visible.py"))
    with tempfile.TemporaryDirectory(prefix="dxlab-bench-") as name:
        folder = Path(name)
        write_beside(course, lab, notebook, folder, secret=secret, draw=draw)
        released = recipes(lab, secret, draw)
        bench = Bench(
            lab=lab,
            notebook=notebook,
            exercises=exercises,
            folder=folder,
            secret=secret,
            draw=draw,
            released=released,
            inputs=inputs or Inputs(course),
            checks=checks,
            visible=visible,
        )
        with inside(folder):
            _run_cells(bench)
        yield bench


def _run_cells(bench: Bench) -> None:
    namespace = new_namespace()
    answers = {e.answer: e.id for e in bench.exercises.values()}
    for index, cell in enumerate(bench.notebook.cells):
        test = checked_id(cell)
        if test:
            if test in bench.exercises:
                bench.after[test] = own_copy(namespace)
            continue
        if index in answers:
            bench.before[answers[index]] = own_copy(namespace)
        if cell.cell_type == "code":
            run_source(cell.source, f"<{cell['id']}>", namespace)
