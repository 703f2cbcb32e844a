"""The standard liars: values that are no answer, yet have won points from careless checks.

``if abs(x - t) > tol: fail`` lets NaN pass; ``all(... for row in answer)`` lets
empty things pass; an object with every attribute passes what only looks for
attributes. Each check must give none of them points.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NoReturn


class Anything:
    """Has every attribute and item, can be called, and is equal to everything."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything()

    def __call__(self, *args: object, **kwargs: object) -> Any:
        return Anything()

    def __getitem__(self, key: object) -> Any:
        return Anything()

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = object.__hash__


def liars() -> dict[str, Any]:
    """Fresh liars by the name that messages use."""
    import pandas as pd

    return {
        "NaN": math.nan,
        "inf": math.inf,
        "None": None,
        "空のリスト": [],
        "空の文字": "",
        "空の辞書": {},
        "空の表": pd.DataFrame(),
        "True": True,
        "0.0": 0.0,
        "何でも持つ物": Anything(),
        "エラーになる関数": _raises,
    }


def returning(value: Any) -> Callable[..., Any]:
    """A function that takes anything and returns ``value``."""

    def answer(*args: object, **kwargs: object) -> Any:
        return value

    return answer


def is_same(a: Any, b: Any) -> bool:
    """Whether a liar happens to be the right value itself (then it is no lie)."""
    try:
        return type(a) is type(b) and bool(a == b)
    except Exception:  # tables refuse a truth value; they are never equal to a liar
        return False


def _raises(*args: object, **kwargs: object) -> NoReturn:
    raise RuntimeError("liar")
