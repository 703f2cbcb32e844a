"""A progress bar in Japanese, on stderr, only where a person watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_BAR = "{desc} {n_fmt}/{total_fmt} |{bar}| 経過 {elapsed} 残り {remaining}"


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[int, int, str], None]]:
    """Yield ``on_done(done, total, name)``; the bar appears with the first call."""
    from tqdm import tqdm

    bar: tqdm | None = None

    def on_done(done: int, total: int, _name: str) -> None:
        nonlocal bar
        if bar is None:
            bar = tqdm(
                total=total,
                initial=done - 1,
                desc=what,
                bar_format=_BAR,
                disable=not sys.stderr.isatty(),
                leave=False,
            )
        bar.update(1)

    try:
        yield on_done
    finally:
        if bar is not None:
            bar.close()
