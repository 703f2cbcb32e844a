"""The placeholder ``____`` that stands in an unfinished answer.

It is harmless until it is used: a cell that holds it runs, a function that
returns it counts as not attempted, and using it in a calculation raises
``BlankError``, which the checks turn into a kind sentence.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn


class BlankError(Exception):
    """A blank was used in a calculation before it was filled in."""

    def __init__(self) -> None:
        super().__init__("空らん ____ がまだ残っています。____ を自分の答えに書きかえてください。")


def is_blank_error(error: BaseException) -> bool:
    """Whether a blank was used. Functions written in C see only an object of a wrong type."""
    if isinstance(error, TypeError):
        return re.search(r"\bBlank\b", str(error)) is not None
    if isinstance(error, KeyError):
        return any(type(part) is Blank for part in error.args)
    return isinstance(error, BlankError)


def _refuse(self: object, *args: object, **kwargs: object) -> NoReturn:
    raise BlankError


class Blank:
    """The type of ``____``; every operation on it raises ``BlankError``."""

    def __repr__(self) -> str:
        return "____"

    def __getattr__(self, name: str) -> Any:
        # Python and IPython probe objects for special names: those must miss quietly.
        if name.startswith("__") or name.startswith("_repr_") or name.startswith("_ipython_"):
            raise AttributeError(name)
        raise BlankError


_OPERATIONS = [
    "__call__",
    "__getitem__",
    "__setitem__",
    "__iter__",
    "__len__",
    "__contains__",
    "__bool__",
    "__int__",
    "__float__",
    "__index__",
    "__add__",
    "__radd__",
    "__sub__",
    "__rsub__",
    "__mul__",
    "__rmul__",
    "__truediv__",
    "__rtruediv__",
    "__floordiv__",
    "__rfloordiv__",
    "__mod__",
    "__rmod__",
    "__pow__",
    "__rpow__",
    "__and__",
    "__rand__",
    "__or__",
    "__ror__",
    "__xor__",
    "__rxor__",
    "__neg__",
    "__pos__",
    "__abs__",
    "__invert__",
    "__lt__",
    "__le__",
    "__gt__",
    "__ge__",
    "__enter__",
    "__exit__",
]
for _name in _OPERATIONS:
    setattr(Blank, _name, _refuse)
del _name

____ = Blank()
