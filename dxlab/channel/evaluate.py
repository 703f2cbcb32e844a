"""Run one check and turn everything that can happen into an outcome."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Any

from dxlab.blank import Blank, BlankError
from dxlab.channel.ask import Ask
from dxlab.channel.errors import (
    AnswerError,
    AnswerTimeout,
    ChannelClosed,
    LimitExceeded,
    MissingAnswer,
    NotAValue,
)
from dxlab.explain import explain
from dxlab.outcome import Outcome, Status, failed, not_attempted

Check = Callable[..., Outcome]

#: What an answer is by mistake often enough to be named.
_KINDS = {"function", "method", "builtin_function_or_method", "type", "module", "generator", "NoneType"}
_KINDS |= {"Axes", "Figure", "DataFrameGroupBy", "SeriesGroupBy", "map", "filter", "zip", "dict_values"}

BLANK_LEFT = "空らん ____ が残っています。____ を自分の答えに書きかえてください。"


def names_of(check: Check) -> list[str]:
    """The trainee's names that a check asks for: its positional parameters."""
    parameters = inspect.signature(check).parameters.values()
    return [p.name for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]


def run_check(
    check: Check,
    ask: Ask,
    *,
    show_text: bool = False,
    own_text: str | None = None,
    known: Iterable[str] = (),
    on_fault: Callable[[Exception], None] | None = None,
    on_gone: Callable[[], None] | None = None,
) -> Outcome:
    """The outcome of ``check``; closes ``ask``.

    Parameters
    ----------
    show_text: whether the text of the trainee's own exceptions may be shown
        (visible checks: yes; hidden ones: no, it could carry a hidden input).
    own_text: all code of the trainee. A line that is not in it is not shown: the
        answering side only claims which line raised, and could quote a hidden input.
        None: trust the claim (the trainee's own kernel).
    known: names that exist, to suggest one for a misspelt one.
    on_fault: told about an exception in the check itself: an answer of an
        unforeseen kind, or a fault of ours. Either way it earns nothing.
    on_gone: told when the answering process is gone: the answer ended it, or
        something else did.
    """
    try:
        return _evaluate(check, ask, show_text, own_text, known)
    except AnswerTimeout:
        return Outcome(
            Status.TIMEOUT, 0.0, ("時間内に終わりませんでした。くり返しが終わる条件を見直してください。",)
        )
    except ChannelClosed:
        if on_gone is not None:
            on_gone()
        return Outcome(
            Status.ERROR, 0.0, ("確認の途中でプログラムが止まりました。exit() などで終わらせていませんか。",)
        )
    except LimitExceeded:
        return Outcome(
            Status.LIMIT, 0.0, ("答えが大きすぎるか、読み取れない形でした。返す値を見直してください。",)
        )
    except Exception as error:  # a check must never take the whole notebook down
        if on_fault is not None:
            on_fault(error)
        return failed("答えの形が、求めているものとちがうようです。返す値の種類を見直してください。")
    finally:
        ask.finish()


def _evaluate(check: Check, ask: Ask, show_text: bool, own_text: str | None, known: Iterable[str]) -> Outcome:
    try:
        answers = [_filled(ask.get(name)) for name in names_of(check)]
        outcome: Any = check(*answers, ask=ask)
    except MissingAnswer as error:
        return not_attempted(
            f"{error.name} がまだありません。答えのセルを実行したか、名前が同じかを確かめてください。"
        )
    except BlankError:
        return not_attempted(BLANK_LEFT)
    except NotAValue as error:
        return failed(
            f"返す値が、数や文字や表ではなく{_kind(error.type_name, own_text)}になっています。返す値を見直してください。"
        )
    except AnswerError as error:
        return Outcome(Status.ERROR, 0.0, (_explain(error, show_text, own_text, known),))
    if not isinstance(outcome, Outcome):
        raise TypeError(f"check {getattr(check, '__name__', check)!r} returned {type(outcome).__name__}")
    return outcome


def _kind(type_name: str, own_text: str | None) -> str:
    """The name of a class, where it can't carry a hidden input: known here, or written by the trainee."""
    known = own_text is None or type_name in own_text or type_name in _KINDS
    return f"「{type_name}」" if known else "別のもの"


def _explain(error: AnswerError, show_text: bool, own_text: str | None, known: Iterable[str]) -> str:
    own = error.line and (own_text is None or error.line in own_text)
    # The answering side only claims a number; a large one could be a hidden input.
    counted = own_text is None or error.lineno is None or 0 < error.lineno <= own_text.count("\n") + 1
    return explain(
        error.type,
        text=error.text if show_text else None,
        line=error.line if own else None,
        lineno=error.lineno if own and counted else None,
        names=known,
    )


def _filled(answer: Any) -> Any:
    if isinstance(answer, Blank):
        raise BlankError
    return answer
