"""Release versions of a lab, made by nbgrader itself.

What trainees get must be what nbgrader makes of ``source/``: its checksums, its
locks, its idea of what a solution is. So nothing here re-implements a step.
"""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import ClearSolutions
from traitlets.config import Config

from grader.stock.app import Journal, open_app, quiet_logs, stock_error
from grader.stock.config import OPTIONS


def generate_assignment(course_dir: Path, lab_id: str, *, gradebook: bool = True) -> Path:
    """``source/./<lab>`` to ``release/./<lab>``, replacing what is there.

    Parameters
    ----------
    gradebook: also write the assignment and its cells into the gradebook; a
        plain release for a self-learner needs none.

    Raises
    ------
    ContentError: nbgrader refused (``release-failed``).
    """
    course_dir = course_dir.resolve()
    with open_app(course_dir, lab=lab_id) as app:
        app.update_config(_config(gradebook))
        converter = GenerateAssignment(coursedir=app.coursedir, parent=app)
        converter.force = True
        try:
            # traitlets and nbconvert write progress to the terminal; their text is in the journal too.
            with contextlib.redirect_stderr(io.StringIO()):
                converter.start()
        except (Exception, SystemExit) as error:
            raise stock_error(
                "release-failed",
                f"{lab_id}: 配布用のノートブックを作れませんでした。",
                _reason(app.log.handlers) or error,
                f"dxlab lab verify {lab_id} で、ノートブックの問題を確かめてください。",
            ) from error
    return course_dir / "release" / lab_id


def clear_solutions(notebook: NotebookNode) -> NotebookNode:
    """A copy as trainees get it: model answers removed by nbgrader's own preprocessor.

    Raises ``ValueError`` when a solution mark has no partner.
    """
    copy = nbformat.from_dict(notebook)
    with quiet_logs() as logger:
        step = ClearSolutions(config=_config(gradebook=False), log=logger)
        try:
            cleared, _ = step.preprocess(copy, {})
        except RuntimeError as error:
            raise ValueError(str(error)) from error
    return cleared


def _config(gradebook: bool) -> Config:
    config = Config()
    config.ClearSolutions.code_stub = OPTIONS["ClearSolutions.code_stub"]
    config.ClearSolutions.text_stub = OPTIONS["ClearSolutions.text_stub"]
    if not gradebook:
        config.SaveCells.enabled = False
        config.GenerateAssignment.no_database = True
    return config


def _reason(handlers: list[object]) -> Exception | None:
    """The last thing nbgrader logged: its exceptions only say "see the log"."""
    lines = [line for handler in handlers if isinstance(handler, Journal) for line in handler.lines]
    return RuntimeError(lines[-1]) if lines else None
