"""From a check and the trainee's objects to an outcome."""

from __future__ import annotations

import types
from collections.abc import Callable
from pathlib import Path

from dxlab.channel import run_check
from dxlab.channel.evaluate import Check
from dxlab.channel.transport import Transport
from dxlab.outcome import Outcome
from grader.engine.ask import CheckContext, GraderAsk
from grader.errors import ContentError


def load_checks(path: Path) -> dict[str, Check]:
    """The functions of a ``hidden.py``, by exercise id; names with an underscore are helpers.

    Raises
    ------
    ContentError: the file can't be read or run.
    """
    module = types.ModuleType(f"checks_{path.parent.name.replace('-', '_')}")
    module.__file__ = str(path)
    try:
        exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), module.__dict__)
    except Exception as error:
        raise ContentError(
            "checks-broken",
            f"{path}: 採点の確認を読み込めません（{type(error).__name__}: {error}）。",
            "hidden.py を直してから、もう一度実行してください。",
        ) from error
    return {
        name: value
        for name, value in vars(module).items()
        if isinstance(value, types.FunctionType)
        and value.__module__ == module.__name__
        and not name.startswith("_")
    }


def decide(
    check: Check,
    transport: Transport,
    context: CheckContext,
    on_fault: Callable[[Exception], None] | None = None,
    own_text: str | None = None,
    on_gone: Callable[[], None] | None = None,
) -> Outcome:
    """The outcome of one hidden check; closes the transport. The rest: see ``run_check``."""
    ask = GraderAsk(transport, context)
    return run_check(check, ask, own_text=own_text, on_fault=on_fault, on_gone=on_gone)
