"""An exception in a trainee's cell as a card in Japanese.

The kernel still reports an error, with one short line, so that "run all" stops
and tools that read outputs see it.
"""

from __future__ import annotations

import functools
import itertools
import re
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from dxlab.cards import Card, Code, Folded, Tone, card
from dxlab.explain import explain
from dxlab.guard import trouble_card
from dxlab.labfiles import LabError
from dxlab.session import show

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_FOLDERS = re.compile(r"(?:~|/|[A-Za-z]:\\)[^\s:\"']*[/\\](?=[^\s:/\\\"']+\.(?:py|pyx|ipynb|csv|json|xlsx))")
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
_OWN_FILES = re.compile(r"ipykernel_|<ipython-input")


def ensure_friendly_errors(shell: Any) -> None:
    """Explain exceptions of cells from now on. Idempotent."""
    shell.set_custom_exc((Exception,), _handle)
    # IPython asks no custom handler when a cell can't even be cut into words.
    shell.showsyntaxerror = functools.partial(_handle_syntax_error, shell)
    cutter = getattr(shell, "input_transformer_manager", None)
    if cutter and not any(isinstance(step, _KeepTop) for step in cutter.cleanup_transforms):
        cutter.cleanup_transforms = [_KeepTop(tuple(cutter.cleanup_transforms))]


@dataclass(frozen=True)
class _KeepTop:
    """IPython drops the empty lines at a cell's top; with them its lines are numbered as on the screen."""

    steps: tuple[Callable[[list[str]], list[str]], ...]

    def __call__(self, lines: list[str]) -> list[str]:
        kept = functools.reduce(lambda text, step: step(text), self.steps, lines)
        if not kept or kept[0].startswith("%%"):  # a cell magic must stand at the very top
            return kept
        empty = itertools.takewhile(lambda line: not line.strip(), lines)
        return ["\n" for _ in empty] + kept


def _handle(
    shell: Any, kind: type, error: Exception, trace: TracebackType, tb_offset: Any = None
) -> list[str]:
    """IPython's custom exception handler: show a card, then report one line."""
    try:
        show(build_error_card(error, _full_text(shell, kind, error, trace, tb_offset), list(shell.user_ns)))
        shell._showtraceback(kind, error, [short_line(error)])  # the kernel reports an error
    except Exception:  # never leave the trainee without any message
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
    return []


def _handle_syntax_error(shell: Any, filename: Any = None, running_compiled_code: bool = False) -> None:
    """IPython's display of a syntax error, in its place."""
    kind, error, trace = shell._get_exc_info()
    _handle(shell, kind, error, trace)


def build_error_card(error: Exception, full: str, names: list[str]) -> Card:
    """The explanation, the line that caused it, and the original text folded away."""
    if isinstance(error, LabError):
        return trouble_card(error)
    line, lineno = find_line(error)
    said = explain(type(error).__name__, text=text_of(error), names=names)
    return card(
        f"！ {lineno}行目で止まりました。" if lineno else "！ ここで止まりました。",
        *([Code(line)] if line else []),
        said,
        Folded("Pythonの元のメッセージ", full),
        tone=Tone.TROUBLE,
    )


def short_line(error: Exception) -> str:
    """All that stands in the error output; Python's own words are folded away in the card."""
    if isinstance(error, LabError):
        return "上の説明を見てください。"
    return f"上の説明を見てください（{type(error).__name__[:80]}）。"


def find_line(error: BaseException) -> tuple[str, int | None]:
    """Source line and number of the innermost place in the trainee's own cells."""
    if isinstance(error, SyntaxError):
        return (error.text or "").strip(), error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if _OWN_FILES.search(frame.filename)]
    return ((own[-1].line or "").strip(), own[-1].lineno) if own else ("", None)


def clean(text: str) -> str:
    """Without colours, folders of this machine and addresses in memory."""
    return _ADDRESS.sub("", _FOLDERS.sub("…/", _ANSI.sub("", text)))


def _full_text(shell: Any, kind: type, error: Exception, trace: TracebackType, tb_offset: Any) -> str:
    if isinstance(error, SyntaxError):
        lines = traceback.format_exception_only(kind, error)
        return clean("".join(line for line in lines if not line.lstrip().startswith("File ")))
    offset = tb_offset if tb_offset is not None else 1
    return clean("\n".join(shell.InteractiveTB.structured_traceback(kind, error, trace, tb_offset=offset)))


def text_of(error: BaseException) -> str:
    """The exception's own message; "" when even that raises."""
    try:
        return str(error)[:2000]
    except Exception:  # a trainee's class may raise in __str__
        return ""
