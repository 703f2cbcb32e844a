"""Is an answer untouched, half filled, or written? Looked at before a check runs."""

from __future__ import annotations

import ast
import inspect
import io
import re
import tokenize
from collections.abc import Iterable, Mapping
from enum import Enum
from types import FunctionType
from typing import Any

from dxlab.blank import Blank

BLANK = "____"


class Written(Enum):
    """How far an answer is."""

    NO = "no"  # as released, or not run yet
    HALF = "half"  # something was written, and a blank is left
    YES = "yes"


def judge_written(names: Iterable[str], namespace: Mapping[str, Any], stub: str) -> Written:
    """How far the answer that consists of ``names`` is.

    Parameters
    ----------
    names: the trainee's names that the check asks for.
    namespace: the trainee's variables.
    stub: the answer cell as released.
    """
    bound = names_bound(stub)
    # Names of earlier exercises say nothing about this one.
    own = [name for name in names if not bound or name in bound]
    states = [_judge_one(namespace.get(name), name in namespace, stub) for name in own]
    known = [state for state in states if state is not None]
    if Written.HALF in known or (Written.NO in known and Written.YES in known):
        return Written.HALF
    return Written.NO if Written.NO in known else Written.YES


def _judge_one(value: Any, exists: bool, stub: str) -> Written | None:
    """None for a given helper: part of the stub, without a blank, so it says nothing."""
    if not exists or type(value) is Blank:
        return Written.NO
    source = source_of(value)
    if source is None:
        return Written.YES
    as_released = _squeezed(source) in _squeezed(stub)
    if has_blank(source):
        return Written.NO if as_released else Written.HALF
    if not as_released:
        return Written.YES
    return None if has_blank(stub) else Written.NO


def names_bound(stub: str) -> set[str]:
    """Names that the stub defines at its top level; empty when it can't be parsed."""
    try:
        body = ast.parse(stub).body
    except (SyntaxError, ValueError):
        return set()
    found: set[str] = set()
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        else:
            found |= {
                n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
            }
    return found


def asks_form(stub: str, exercise: str) -> bool:
    """Whether the answer cell, as released, takes its value from the form of that exercise."""
    return re.search(rf"\banswered\(\s*[\"']{re.escape(exercise)}[\"']\s*\)", stub) is not None


def source_of(value: Any) -> str | None:
    """Source text of a plain function; None for everything else."""
    if type(value) is not FunctionType:
        return None
    try:
        return inspect.getsource(value)
    except (OSError, TypeError, ValueError, SyntaxError):
        return None


def has_blank(source: str) -> bool:
    """Whether ``____`` stands in the code; comments and text don't count."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, SyntaxError):
        return BLANK in source
    return any(t.type == tokenize.NAME and t.string == BLANK for t in tokens)


def _squeezed(source: str) -> str:
    """Lines without trailing space, so that an editor's tidying is no change."""
    return "\n".join(line.rstrip() for line in source.strip().splitlines())
