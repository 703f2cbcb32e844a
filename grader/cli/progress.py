"""A progress bar in Japanese, on stderr, only where a person watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_FORM = "{desc} {n_fmt}/{total_fmt}件 |{bar}| {speed}"


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[int, int, str], None]]:
    """Yield ``on_done(done, total, name)``; the bar appears with the first call.

    A first call with an empty name says how many were done before.
    """
    from tqdm import tqdm

    class Bar(tqdm):
        """tqdm with our words for speed and time left."""

        @property
        def format_dict(self) -> dict[str, Any]:
            facts: dict[str, Any] = super().format_dict
            done = facts["n"] - facts["initial"]
            return {**facts, "speed": say_speed(done, facts["total"] - facts["n"], facts["elapsed"])}

    bar: Bar | None = None

    def on_done(done: int, total: int, name: str) -> None:
        nonlocal bar
        if bar is None:
            bar = Bar(
                total=total,
                initial=done - bool(name),
                desc=what,
                bar_format=_FORM,
                disable=not sys.stderr.isatty(),
                leave=False,
            )
        bar.update(done - bar.n)

    try:
        yield on_done
    finally:
        if bar is not None:
            bar.close()


def say_speed(done: int, left: int, seconds: float) -> str:
    """``経過 1分5秒 毎分12件 残り約2分``; before anything is done only the time."""
    passed = f"経過 {say_seconds(seconds)}"
    if done <= 0 or seconds <= 0:
        return passed
    return f"{passed} 毎分{60 * done / seconds:.0f}件 残り約{say_seconds(left * seconds / done)}"


def say_seconds(seconds: float) -> str:
    """``1時間5分``, ``2分3秒``, ``4秒``."""
    whole = round(seconds)
    if whole >= 3600:
        return f"{whole // 3600}時間{whole % 3600 // 60}分"
    return f"{whole // 60}分{whole % 60}秒" if whole >= 60 else f"{whole}秒"
