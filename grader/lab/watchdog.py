"""An author's code in a process of its own, which the kernel ends when it never ends by itself.

A model answer or sample answer can hold an endless loop, in Python or inside a
library, where no exception can reach it. So the running steps of verify go
into a forked process with an alarm clock: before each piece of work it says
what it begins, and winds the clock. Without a handler the alarm ends the
process wherever it is, also when nobody waits for it any more.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Collection
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from typing import Any

from grader.errors import ContentError

#: Seconds for one piece: one sample answer with its check, or one notebook with its model answers.
PIECE_SECONDS = 60
_PRELOAD = ["grader.lab.verify", "pandas", "IPython"]

#: ``begin(key)``: told before each piece; False means that it should be left out.
Begin = Callable[[str], bool]


def always(_key: str) -> bool:
    """Begin every piece, without a clock: for callers that watch over themselves."""
    return True


@dataclass(frozen=True)
class Endless:
    """A piece that did not come to its end; ``key`` is what ``begin`` was told."""

    key: str


def run_watched(
    work: Callable[..., Any], *arguments: Any, skip: Collection[str] = (), seconds: int = PIECE_SECONDS
) -> Any:
    """``work(*arguments, begin)`` in a process of its own; its value, or the ``Endless`` piece.

    Parameters
    ----------
    work: importable by name; arguments and value travel by pickle.
    skip: keys for which ``begin`` answers False.

    Raises
    ------
    What ``work`` raises; ContentError when its process ended by itself.
    """
    context = _context()
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(theirs, work, arguments, frozenset(skip), seconds))
    process.start()
    theirs.close()
    key = ""
    try:
        while True:
            kind, value = ours.recv()
            if kind == "begin":
                key = value
            elif kind == "raised":
                raise value
            else:
                return value
    except EOFError:
        process.join()
        if process.exitcode == -signal.SIGALRM:
            return Endless(key)
        raise ContentError(
            "verify-died",
            f"{key.replace(chr(9), chr(0xFF1A))}: 確かめている途中でプログラムが終了しました（{process.exitcode}）。",
            "解答の中で exit() や os._exit() を呼んでいないか、メモリを使いすぎていないかを見てください。",
        ) from None
    finally:
        process.kill()
        process.join()
        ours.close()


def _context() -> ForkServerContext:
    """Forks of a process that imported the libraries once and has no threads."""
    context = get_context("forkserver")
    context.set_forkserver_preload(_PRELOAD)
    return context


def _serve(
    pipe: Connection, work: Callable[..., Any], arguments: tuple[Any, ...], skip: frozenset[str], seconds: int
) -> None:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)

    def begin(key: str) -> bool:
        if key in skip:
            return False
        pipe.send(("begin", key))
        signal.alarm(seconds)
        return True

    try:
        answer = ("done", work(*arguments, begin))
    except Exception as error:
        answer = ("raised", error)
    signal.alarm(0)
    pipe.send(answer)
