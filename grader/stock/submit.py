"""Hand in through nbgrader's exchange on behalf of somebody: the demo cohort does."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeSubmit

from grader.stock.app import open_app
from grader.stock.config import StockCourse
from grader.stock.exchange import check_exchange, start_exchange


class _DatedSubmit(ExchangeSubmit):
    """nbgrader's submit step with a given time of hand-in (UTC)."""

    moment: datetime

    def set_timestamp(self, *_: Any) -> None:
        self.timestamp = f"{self.moment:%Y-%m-%d %H:%M:%S.%f} UTC"


def submit_assignment(
    course: StockCourse, lab: str, student: str, folder: Path, moment: datetime, cache: Path
) -> None:
    """Hand ``folder`` in as ``student``'s submission of ``lab``.

    Parameters
    ----------
    folder: named like the lab, holds the notebook.
    moment: when it was handed in, UTC.
    cache: where nbgrader keeps the trainee's own copy.

    Raises
    ------
    DxlabError: the exchange can't be written.
    """
    check_exchange(course.exchange)
    with open_app(course.root, lab, student) as app:
        step = _DatedSubmit(coursedir=app.coursedir, authenticator=app.authenticator, parent=app)
        step.assignment_dir = str(folder.parent)
        step.path_includes_course = False
        step.cache = str(cache)
        step.moment = moment
        start_exchange(step.start, f"{student}: 提出できませんでした。")
