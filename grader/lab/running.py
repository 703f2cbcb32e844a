"""Running an author's cells in this process.

``exec`` instead of a kernel: hundreds of times cheaper, and enough for what
authors wrote. A real kernel has its turn elsewhere in verify.
"""

from __future__ import annotations

import contextlib
import io
import linecache
import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from grader.lab.notebook import checked_id

Namespace = dict[str, Any]


class CellFailed(Exception):
    """A cell raised; ``cell`` is its id, ``error`` what it raised."""

    def __init__(self, cell: str, error: BaseException) -> None:
        super().__init__(f"{cell}: {type(error).__name__}: {error}")
        self.cell = cell
        self.error = error


def run_notebook(notebook: NotebookNode, folder: Path) -> dict[str, Namespace]:
    """Run every cell but the tests; exercise id -> a copy of the variables at its test cell."""
    namespace = new_namespace()
    seen = {}
    with inside(folder):
        for cell in notebook.cells:
            if checked_id(cell):
                seen[checked_id(cell)] = own_copy(namespace)
            elif cell.cell_type == "code":
                run_source(cell.source, f"<{cell['id']}>", namespace)
    return seen


def new_namespace() -> Namespace:
    """The variables of a fresh notebook."""
    from IPython.display import display

    return {"__name__": "__main__", "display": display}


def own_copy(namespace: Namespace) -> Namespace:
    """The same variables, tables and plain containers copied, so that trials can't disturb each other."""
    return {name: _copied(value) for name, value in namespace.items()}


def _copied(value: Any) -> Any:
    import pandas as pd

    if isinstance(value, (pd.DataFrame, pd.Series)):
        return value.copy()
    return type(value)(value) if type(value) in (list, dict, set) else value


def run_source(source: str, name: str, namespace: Namespace) -> None:
    """Run one cell's text; raises ``CellFailed``."""
    # Messages quote the line that raised: make it findable under the cell's made-up name.
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    try:
        exec(compile(source, name, "exec"), namespace)
    except (Exception, SystemExit) as error:
        raise CellFailed(name.strip("<>"), error) from error


@contextlib.contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Quiet, without a display, in the lab's folder: ``load`` and ``check`` look there."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.switch_backend("Agg")
    nowhere = io.StringIO()
    with (
        _agg_by_default(),
        contextlib.chdir(folder),
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        try:
            yield
        finally:
            _close_figures()


@contextlib.contextmanager
def _agg_by_default() -> Iterator[None]:
    """For a first import of pyplot meanwhile; left in place it would take the figures from later kernels."""
    before = os.environ.get("MPLBACKEND")
    os.environ["MPLBACKEND"] = "Agg"
    try:
        yield
    finally:
        if before is None:
            del os.environ["MPLBACKEND"]
        else:
            os.environ["MPLBACKEND"] = before


def _close_figures() -> None:
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close("all")
