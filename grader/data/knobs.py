"""The knobs of a generator: what its ``make`` may be told besides the seed."""

from __future__ import annotations

import difflib
import inspect
import math
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from grader.errors import DxlabError

_KIND_NAMES = {int: "整数", float: "数", bool: "true か false", str: "文字", type(None): "none"}
_WORDS = {"true": True, "false": False}


@dataclass(frozen=True)
class Knob:
    """One keyword parameter of ``make``: its default and the types it takes."""

    name: str
    default: Any
    kinds: tuple[type, ...]

    def takes(self, value: Any) -> bool:
        """Whether ``value`` has a fitting type (a whole number also fits where a number is asked)."""
        if isinstance(value, float) and not math.isfinite(value):
            return False
        if not self.kinds:
            return True
        return type(value) in self.kinds or (type(value) is int and float in self.kinds)

    @property
    def kind_names(self) -> str:
        """What may be written, in Japanese."""
        return "、".join(_KIND_NAMES.get(kind, kind.__name__) for kind in self.kinds) or "自由"


def knobs_of(make: Callable[..., Any]) -> dict[str, Knob]:
    """The knobs of a generator by name; parameters without a plain type hint take anything."""
    hints = typing.get_type_hints(make)
    parameters = list(inspect.signature(make).parameters.values())[1:]
    return {p.name: Knob(p.name, p.default, _kinds(hints.get(p.name))) for p in parameters}


def _kinds(hint: Any) -> tuple[type, ...]:
    parts = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    return parts if all(isinstance(part, type) for part in parts) else ()


def check_knobs(dataset: str, known: Mapping[str, Knob], given: Mapping[str, Any]) -> None:
    """Raise one DxlabError (``knob-unknown`` or ``knob-value``) that lists every problem."""
    unknown = [_unknown(name, known) for name in given if name not in known]
    wrong = [
        f"{name} は{known[name].kind_names}で指定します（指定: {value!r}）。"
        for name, value in given.items()
        if name in known and not known[name].takes(value)
    ]
    if unknown or wrong:
        raise DxlabError(
            "knob-unknown" if unknown else "knob-value",
            f"データ {dataset}: {' '.join(unknown + wrong)}",
            f"使える設定: {'、'.join(known) or 'ありません'}",
        )


def _unknown(name: str, known: Mapping[str, Knob]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"設定 {name} はありません。" + (f"{near[0]} のことですか。" if near else "")


def read_knob(knob: Knob | None, text: str) -> Any:
    """The value that ``text`` of a command line stands for: none, true/false, a number or text.

    A knob that takes text gets text, also where it looks like a number. ``knob`` is None for an
    unknown one, which :func:`check_knobs` refuses.
    """
    value = _plain_value(text)
    return text if knob is not None and not knob.takes(value) and knob.takes(text) else value


def _plain_value(text: str) -> Any:
    word = text.strip().lower()
    if word == "none":
        return None
    if word in _WORDS:
        return _WORDS[word]
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text
