"""``dxlab lab verify``: the author's rehearsal. All problems, not the first."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import nbformat

from grader.errors import DxlabError
from grader.lab.bench import open_bench
from grader.lab.build import build_lab
from grader.lab.data import recipes
from grader.lab.draft import read_draft
from grader.lab.golden import (
    GOLDEN_DRAW,
    GOLDEN_SECRET,
    execute,
    execute_golden,
    find_error,
    find_stderr,
    stale_cells,
)
from grader.lab.leaks import find_leaks, find_strays
from grader.lab.model import Lab, Problem, shown_path
from grader.lab.notebook import checked_id, find_exercises, read_ipynb
from grader.lab.pairing import read_source
from grader.lab.read import parse_lab, read_lab
from grader.lab.rehearsal import MODEL, SECRETS, TRIED, check_secrets, piece, rehearse, split_piece
from grader.lab.rules import check_draft
from grader.lab.running import CellFailed
from grader.lab.watchdog import PIECE_SECONDS, Begin, Endless, run_watched
from grader.settings import Course
from grader.stock.generate import generate_assignment

#: ``progress(done, total, what)``: told before each step.
Progress = Callable[[int, int, str], None]
NOT_ATTEMPTED = "未着手"
DRAWS = 3


@dataclass(frozen=True)
class _Job:
    """What a step works on."""

    course: Course
    lab: Lab
    hidden: Path | None
    seconds: int


def verify_lab(
    course: Course,
    lab_id: str,
    *,
    only: Iterable[str] | None = None,
    hidden: Path | None = None,
    seconds: int = PIECE_SECONDS,
    progress: Progress | None = None,
) -> list[Problem]:
    """Everything that is wrong with a lab; an empty list when nothing is.

    Parameters
    ----------
    only: names of steps (``STEPS``); all when None. ``("answers",)`` is the quick
        one for planted faults.
    hidden: another file in place of hidden.py.
    seconds: how long one sample answer, or one run of the model answers, may take.

    Raises
    ------
    DxlabError: there is no such lab.
    """
    folder = course.labs / lab_id
    if (folder / "lab.toml").is_file():
        lab, problems = parse_lab(folder)
        if lab is None:
            return problems
    else:
        lab = read_lab(course, lab_id)
    job = _Job(course, lab, hidden, seconds)
    names = [name for name in STEPS if only is None or name in set(only)]
    found: list[Problem] = []
    for done, name in enumerate(names):
        if progress is not None:
            progress(done, len(names), STEPS[name][0])
        found += _guarded(STEPS[name][1], job)
    if progress is not None:
        progress(len(names), len(names), "おわり")
    return list(dict.fromkeys(found))


def _guarded(step: Callable[[_Job], list[Problem]], job: _Job) -> list[Problem]:
    """A step's problems; what stops a step is a problem too, so that the others still run."""
    try:
        return step(job)
    except DxlabError as error:
        return [Problem(f"labs/{job.lab.id}", None, error.message)]
    except CellFailed as failed:
        message = (
            f"模範解答を入れたセル「{failed.cell}」がエラーになります（"
            f"{type(failed.error).__name__}: {failed.error}）。"
        )
        return [Problem(shown_path(job.lab, "lab.py"), None, message)]


# --- steps -----------------------------------------------------------------------


def _check_rules(job: _Job) -> list[Problem]:
    draft, problems = read_draft(job.course, job.lab, job.hidden)
    return problems + (check_draft(draft) if draft is not None else [])


def _check_release(job: _Job) -> list[Problem]:
    """Through nbgrader: only what may ship, no answer inside, and it runs untouched in a real kernel."""
    where = f"labs/{job.lab.id}"
    with tempfile.TemporaryDirectory(prefix="dxlab-verify-") as name:
        stock = Path(name)
        build_lab(job.course, job.lab, stock / "source", secret=GOLDEN_SECRET, draw=GOLDEN_DRAW)
        release = generate_assignment(stock, job.lab.id, gradebook=False)
        found = find_strays(job.lab, release)
        made = recipes(job.lab, GOLDEN_SECRET, GOLDEN_DRAW)
        found += find_leaks(job.lab, read_source(job.lab), release, made)
        problems = [Problem(where, None, message) for message in found]
        return problems + _run_untouched(job.lab, release)


def _run_untouched(lab: Lab, release: Path) -> list[Problem]:
    """From top to bottom in a kernel: no exception, and every exercise says 未着手."""
    where = shown_path(lab, "lab.py")
    notebook = nbformat.read(release / f"{lab.id}.ipynb", as_version=4)
    executed = execute(notebook, release)
    failed = find_error(executed)
    if failed is not None:
        return [
            Problem(
                where, None, f"配布したままのノートブックがセル「{failed[0]}」で止まります（{failed[1]}）。"
            )
        ]
    auto = {e.id for e in find_exercises(executed) if e.kind == "auto"}
    return [
        Problem(
            where, None, f'何も書いていないのに、check("{checked_id(cell)}") が{NOT_ATTEMPTED}になりません。'
        )
        for cell in executed.cells
        if checked_id(cell) in auto and not any(NOT_ATTEMPTED in str(o) for o in cell.outputs)
    ]


def _check_golden(job: _Job) -> list[Problem]:
    """lab.ipynb shows what lab.py gives today, without warnings or missing glyphs."""
    where = shown_path(job.lab, "lab.ipynb")
    if not job.lab.path("lab.ipynb").is_file():
        return []  # the rule on the pair reports it
    fresh = execute_golden(job.course, job.lab)
    failed = find_error(fresh)
    if failed is not None:
        return [Problem(where, None, f"セル「{failed[0]}」を実行するとエラーになります（{failed[1]}）。")]
    problems = [
        Problem(where, None, f"セル「{cell}」で警告が出ます（{text}）。") for cell, text in find_stderr(fresh)
    ]
    try:
        stale = stale_cells(read_ipynb(job.lab.path("lab.ipynb")), fresh)
    except ValueError:
        return problems
    hint = f"dxlab lab build {job.lab.id} で作りなおしてください。"
    return problems + [
        Problem(where, None, f"セル「{c}」の出力が、いま実行した結果とちがいます。{hint}") for c in stale
    ]


def _check_answers(job: _Job) -> list[Problem]:
    return _watched(_rehearse, job)


def _check_secrets(job: _Job) -> list[Problem]:
    return _watched(_try_secrets, job)


def _rehearse(job: _Job, begin: Begin) -> list[Problem]:
    """On a draw like one that a cohort would get: the first few on which the model answer wins."""

    def step(job: _Job) -> list[Problem]:
        for draw in range(DRAWS):
            begin(piece(job.lab, f"{MODEL}の実行"))
            with open_bench(job.course, job.lab, GOLDEN_SECRET, draw, hidden=job.hidden) as bench:
                if draw == DRAWS - 1 or not bench.short_of_full():
                    return rehearse(bench, begin)
        return []

    return _guarded(step, job)


def _try_secrets(job: _Job, begin: Begin) -> list[Problem]:
    return _guarded(lambda job: check_secrets(job.course, job.lab, job.hidden, begin), job)


def _watched(work: Callable[[_Job, Begin], list[Problem]], job: _Job) -> list[Problem]:
    """The work's problems; a piece without an end is one too, and is left out of the next try."""
    endless: dict[str, Problem] = {}
    while True:
        found = run_watched(work, job, skip=endless, seconds=job.seconds)
        if not isinstance(found, Endless):
            return [*endless.values(), *found]
        where, what = split_piece(found.key)
        message = f"{what}が{job.seconds}秒たっても終わりません。くり返しが終わる条件を見なおしてください。"
        endless[found.key] = Problem(where, None, message)
        if MODEL in what:
            return list(endless.values())


#: Name of each step, what a person reads while it runs, and the step. Cheap ones first.
STEPS: dict[str, tuple[str, Callable[[_Job], list[Problem]]]] = {
    "rules": ("書き方の規則", _check_rules),
    "answers": ("模範解答・解答例・うその答え", _check_answers),
    "secrets": (f"模範解答を{SECRETS}通り、解答例を{TRIED}通りのデータで", _check_secrets),
    "release": ("配布物と、配布したままの実行", _check_release),
    "golden": ("lab.ipynb の出力", _check_golden),
}
