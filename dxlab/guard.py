"""Nothing of ours shows a traceback: problems become cards."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec

from dxlab.cards import Card, Folded, Tone, card
from dxlab.labfiles import LabError
from dxlab.session import show

P = ParamSpec("P")


class Stopped(KeyboardInterrupt):
    """The trainee pressed stop while we worked; shown as one Japanese line."""

    def _render_traceback_(self) -> list[str]:
        return ["途中で止めました。もう一度実行できます。"]


def trouble_card(error: LabError) -> Card:
    """Something the trainee can mend."""
    return card(f"△ {error.message}", *filter(None, [error.hint]), tone=Tone.ALMOST)


def fault_card(error: BaseException, heading: str = "教材のプログラムの側の不具合です。") -> Card:
    """A fault of ours: says so, and folds away what the instructor needs."""
    return card(
        f"！ {heading}あなたの答えのせいではありません。",
        "この画面を講師に見せてください。ほかの問題は、そのまま続けられます。",
        Folded("講師に伝える内容", f"{type(error).__name__}: {error}"[:500]),
        tone=Tone.TROUBLE,
    )


def kindly(function: Callable[P, None]) -> Callable[P, None]:
    """Show a card in place of any exception of ``function``."""

    @functools.wraps(function)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            function(*args, **kwargs)
        except LabError as error:
            show(trouble_card(error))
        except KeyboardInterrupt:
            raise Stopped from None
        except Exception as error:
            show(fault_card(error))

    return guarded


def explain_bare(function: Callable[..., object], call: str) -> None:
    """Where a cell holds the bare name of ``function``, show how to call it."""

    def show_example(include: object = None, exclude: object = None) -> dict[str, str]:
        name = call.partition("(")[0]
        text = f"`{name}` は、うしろに ( ) を付けて実行します。"
        return card(text, f"`{call}` のように書いてください。")._repr_mimebundle_()

    # IPython asks the object itself, so an attribute of the function will do.
    vars(function)["_repr_mimebundle_"] = show_example
