"""Ends a call in the middle of its work on files, as a power cut would.

Python tells an audit hook of every file that is opened, renamed or removed, before
it happens. From the chosen step on, nothing below the folder changes any more:
what the code does about the exception can't reach the disk.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class PowerCut(BaseException):
    """No ``Exception``: code that carries on after errors must not survive it."""


class _Fuse:
    """Counts the steps below one folder and blows after the allowed number."""

    def __init__(self, folder: str, after: int) -> None:
        self._roots = {os.path.abspath(folder) + os.sep, os.path.realpath(folder) + os.sep}
        self._left = after
        self.blown = False

    def pass_through(self, event: str, args: tuple[Any, ...]) -> None:
        if not self._is_step(event, args):
            return
        if self._left > 0 and not self.blown:
            self._left -= 1
            return
        if event == "open" and not self.blown:
            _open_only(args)
        self.blown = True
        raise PowerCut

    def _is_step(self, event: str, args: tuple[Any, ...]) -> bool:
        if event == "open":
            return bool(args[2] & _WRITING) and self._is_below(args[0])
        return event in _CHANGES and any(self._is_below(path) for path in args[:2])

    def _is_below(self, path: Any) -> bool:
        if not isinstance(path, (str, bytes, os.PathLike)):
            return False  # a descriptor, a mode, a source of numbers: no name to look at
        full = os.path.abspath(os.fsdecode(path))
        return any(full.startswith(root) for root in self._roots)


def _open_only(args: tuple[Any, ...]) -> None:
    """What a cut right after opening leaves: the file created or emptied, nothing written."""
    global _fuse
    fuse, _fuse = _fuse, None
    try:
        os.close(os.open(args[0], args[2], 0o600))
    except OSError:
        pass  # the code's own opening would have failed as well
    finally:
        _fuse = fuse


_fuse: _Fuse | None = None
_hooked = False


def _on_event(event: str, args: tuple[Any, ...]) -> None:
    if _fuse is not None:
        _fuse.pass_through(event, args)


def cut_short(target: Callable[..., Any], args: list[Any], folder: Any, after: int) -> bool:
    """Call ``target(*args)``; True when it was cut, False when it needed no more than ``after`` steps.

    A step opens a file below ``folder`` for writing, or renames, removes or makes
    something there. The cut comes in the step after the ``after`` allowed ones: a file
    is open and empty, a rename has not happened.
    """
    global _fuse, _hooked
    if not _hooked:
        sys.addaudithook(_on_event)  # can't be taken away again: it sleeps while there is no fuse
        _hooked = True
    fuse = _fuse = _Fuse(os.fspath(folder), after)
    try:
        target(*args)
    except PowerCut:
        pass
    except Exception:
        if not fuse.blown:
            raise
    finally:
        _fuse = None
    return fuse.blown
