"""nbgrader's application object as a library: configured, quiet, cleaned up."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nbgrader.apps.baseapp import NbGrader
from nbgrader.auth import Authenticator

from grader.errors import ContentError
from grader.stock.environment import ensure_tools_on_path


class Journal(logging.Handler):
    """Keeps what nbgrader logs, for a message of our own when a step fails."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def open_app(root: Path, lab: str = "", student: str = "*") -> Iterator[NbGrader]:
    """An initialised ``NbGrader`` for the course at ``root``.

    nbgrader puts the working directory on ``sys.path`` and logs in English to
    the terminal; both are undone or kept away here.
    """
    ensure_tools_on_path()
    path = sys.path[:]
    with quiet_logs() as logger:
        app = NbGrader(log=logger)
        app.load_cwd_config = False  # a plain attribute, not a trait
        try:
            app.initialize([], root=str(root))
            app.coursedir.assignment_id = lab
            app.coursedir.student_id = student
            app.authenticator = Authenticator(parent=app)
            yield app
        finally:
            sys.path[:] = path


@contextmanager
def quiet_logs() -> Iterator[logging.Logger]:
    """A logger for nbgrader that prints nothing; tornado's, which it uses too, is silenced."""
    logger = logging.getLogger("grader.stock.nbgrader")
    tornado = logging.getLogger("tornado.application")
    before = (tornado.propagate, tornado.handlers[:])
    journal = Journal()
    logger.handlers, logger.propagate = [journal], False
    logger.setLevel(logging.INFO)
    tornado.handlers, tornado.propagate = [journal], False
    try:
        yield logger
    finally:
        tornado.propagate, tornado.handlers = before
        logger.handlers = [logging.NullHandler()]


def stock_error(code: str, what: str, error: BaseException, hint: str) -> ContentError:
    """Our sentence for a failure inside nbgrader; its own English text stands in brackets."""
    detail = str(error).strip().splitlines()
    return ContentError(code, f"{what}（nbgrader: {detail[0] if detail else type(error).__name__}）", hint)
