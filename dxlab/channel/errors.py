"""What can go wrong while a check asks.

The first group derives from ``BaseException``: a check's ``except Exception``
must not turn a silent or lying child into an answer.
"""

from __future__ import annotations

import builtins
from functools import lru_cache


class QuestionOver(BaseException):
    """The question can't go on: the other side is silent, gone or too big."""


class AnswerTimeout(QuestionOver):
    """The time for this question is used up."""


class ChannelClosed(QuestionOver):
    """The process that holds the answer ended."""


class LimitExceeded(QuestionOver):
    """A value is too large, too deep or not well formed."""


class MissingAnswer(Exception):
    """The trainee's notebook defines no such name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NotAValue(Exception):
    """A check tried to compare or calculate with something that is not plain data."""

    def __init__(self, type_name: str) -> None:
        super().__init__(type_name)
        self.type_name = type_name


class AnswerError(Exception):
    """The trainee's code raised.

    Attributes
    ----------
    type: name of the exception's class.
    text: its message (may quote hidden inputs: not for feedback of a hidden check).
    line, lineno: the line of the trainee's own code that raised; "" and None when unknown.
    bases: names of all builtin classes it derives from.
    """

    def __init__(self, type: str, text: str, line: str, lineno: int | None, bases: tuple[str, ...]) -> None:
        self.type = type
        self.text = text
        self.line = line
        self.lineno = lineno
        self.bases = bases

    def __str__(self) -> str:
        return f"{self.type}: {self.text}"


@lru_cache(maxsize=128)
def _error_class(builtin: str) -> type[AnswerError]:
    base = getattr(builtins, builtin)
    return type(f"Answer{builtin}", (AnswerError, base), {})


def build_answer_error(
    type: str, text: str, line: str, lineno: int | None, bases: tuple[str, ...]
) -> AnswerError:
    """An ``AnswerError`` that is also an instance of the nearest builtin exception."""
    for name in bases:
        found = getattr(builtins, name, None)
        if isinstance(found, builtins.type) and issubclass(found, Exception) and found is not Exception:
            return _error_class(name)(type, text, line, lineno, bases)
    return AnswerError(type, text, line, lineno, bases)
