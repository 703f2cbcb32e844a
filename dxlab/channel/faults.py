"""An exception of the trainee's code as plain data."""

from __future__ import annotations

import builtins
import linecache
import os
import traceback
from types import TracebackType
from typing import Any

from dxlab.blank import is_blank_error
from dxlab.channel.errors import QuestionOver

_TEXT = 500


class MissingName(Exception):
    """The namespace has no such name."""


def describe(error: BaseException) -> dict[str, Any]:
    """``{"type", "bases", "text", "line", "lineno", "special"}``; all short, all plain.

    ``special`` is "missing", "blank", "limit" or "".
    """
    line, lineno = find_own_line(error.__traceback__)
    return {
        "type": type(error).__name__[:80],
        "bases": [c.__name__ for c in type(error).__mro__ if getattr(builtins, c.__name__, None) is c],
        "text": _text_of(error),
        "line": line[:_TEXT],
        "lineno": lineno,
        "special": _special(error),
    }


def find_own_line(trace: TracebackType | None) -> tuple[str, int | None]:
    """Source line and number of the innermost frame in the cell that was asked.

    A cell's code has a made-up file name; library code comes from a real file. The
    outermost cell is the answer's: a helper given in another cell is not to blame.
    """
    frames = [(frame.f_code.co_filename, lineno) for frame, lineno in traceback.walk_tb(trace)]
    cells = [(f, n) for f, n in frames if not f.startswith("<frozen") and not os.path.exists(f)]
    in_answer = [(f, n) for f, n in cells if f == cells[0][0]]
    if not in_answer:
        return "", None
    filename, lineno = in_answer[-1]
    return linecache.getline(filename, lineno).strip(), lineno


def _text_of(error: BaseException) -> str:
    try:
        return str(error)[:_TEXT]
    except Exception:  # a trainee's class may raise in __str__
        return ""


def _special(error: BaseException) -> str:
    if isinstance(error, MissingName):
        return "missing"
    if is_blank_error(error):
        return "blank"
    return "limit" if isinstance(error, (QuestionOver, MemoryError)) else ""
