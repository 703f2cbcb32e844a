"""nbgrader's exchange: release, collect, hand back. Failures become our sentences."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from pathlib import Path

from nbgrader.exchange import ExchangeError
from nbgrader.exchange.default import ExchangeReleaseAssignment, ExchangeReleaseFeedback

from grader.errors import DxlabError
from grader.stock.app import open_app, stock_error
from grader.stock.collect import SafeCollect
from grader.stock.config import StockCourse

_HINT = "交換フォルダの場所と権限を確かめてください。"


def check_exchange(exchange: Path) -> None:
    """Raise when the exchange cannot be written (its nearest existing parent, when it is still missing).

    Raises
    ------
    DxlabError: with what to ask the operator for.
    """
    place = exchange
    while not place.exists() and place != place.parent:
        place = place.parent
    if place.is_dir() and os.access(place, os.W_OK | os.X_OK):
        return
    raise DxlabError(
        "exchange-not-writable",
        f"{exchange}: 交換フォルダに書きこめません。",
        "フォルダの権限を直すか、cohort.toml の exchange を書きこめる場所に変えてください。",
    )


def release_assignment(course: StockCourse, lab: str, *, replace: bool) -> None:
    """Copy ``release/<lab>`` to the exchange's outbound folder.

    Raises
    ------
    DxlabError: the exchange cannot be written.
    ContentError: nbgrader refused.
    """
    check_exchange(course.exchange)
    with open_app(course.root, lab) as app:
        step = ExchangeReleaseAssignment(
            coursedir=app.coursedir, authenticator=app.authenticator, parent=app, force=replace
        )
        start_exchange(step.start, f"{lab}: 交換フォルダへ公開できませんでした。")


def collect_assignment(
    course: StockCourse, lab: str, wanted: Collection[str], on_done: Callable[[str], None] | None = None
) -> dict[str, list[str]]:
    """Bring newer hand-ins of ``wanted`` people to ``submitted/``; returns student -> problems."""
    with open_app(course.root, lab) as app:
        step = SafeCollect(coursedir=app.coursedir, authenticator=app.authenticator, parent=app, update=True)
        # On one machine the owner of a folder is not the trainee's account; a hub checks this itself.
        step.check_owner = False
        step.wanted = frozenset(wanted)
        step.on_done = on_done
        start_exchange(step.start, f"{lab}: 交換フォルダから回収できませんでした。")
        return step.problems


def release_feedback(course: StockCourse, lab: str, students: Collection[str]) -> None:
    """Copy feedback pages of ``students`` to the exchange; each needs its submission secret."""
    check_exchange(course.exchange)
    for student in sorted(students):
        with open_app(course.root, lab, student) as app:
            step = ExchangeReleaseFeedback(
                coursedir=app.coursedir, authenticator=app.authenticator, parent=app
            )
            start_exchange(step.start, f"{student}: フィードバックを交換フォルダへ返せませんでした。")


def start_exchange(start: Callable[[], None], what: str) -> None:
    """Run one exchange step; its failures become ``ContentError`` with ``what`` as the sentence."""
    try:
        start()
    except (ExchangeError, RuntimeError, PermissionError) as error:
        raise stock_error("exchange", what, error, _HINT) from error
