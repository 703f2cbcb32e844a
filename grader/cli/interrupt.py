"""Ctrl-C as a wish: the first press asks for an end in good order, the second one ends at once."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from grader.cli.errors import INTERRUPTED

if TYPE_CHECKING:
    from grader.engine.jobs import Interrupted

_TEXT = "\n止めています。済んだ分を保存しています（もう一度 Ctrl+C を押すと、すぐに止めます）。\n"


@contextmanager
def stop_on_interrupt() -> Iterator[Callable[[], bool]]:
    """Yield ``stop()``: True once Ctrl-C was pressed. The main thread only."""
    asked = False

    def note(_signal: int, _frame: object) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        os.write(2, _TEXT.encode())  # print may be in the middle of something

    before = signal.signal(signal.SIGINT, note)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)


def report_interrupted(stopped: Interrupted) -> int:
    """Say how far a run came before Ctrl-C, and how to go on; gives the exit code."""
    click.echo(
        f"中断しました。{stopped.total}件のうち{stopped.done}件は採点して保存してあります。\n"
        "同じコマンドをもう一度実行すると、残りから続けます。",
        err=True,
    )
    return INTERRUPTED
