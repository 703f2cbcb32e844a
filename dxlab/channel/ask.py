"""``ask``: everything besides the trainee's objects that a check may use."""

from __future__ import annotations

import math
import numbers
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dxlab.channel.errors import AnswerError
from dxlab.channel.proxies import Channel
from dxlab.channel.transport import Transport


class Ask:
    """The helpers of a check, as ``visible.py`` has them.

    Parameters
    ----------
    transport: where the trainee's objects are.
    data_dir: folder of the released data files; None when a check needs none.
    """

    def __init__(self, transport: Transport, data_dir: Path | None = None) -> None:
        self._channel = Channel(transport)
        self._data_dir = data_dir

    # --- values ---------------------------------------------------------------

    def is_number(self, x: Any) -> bool:
        """True for a finite real number; a truth value is not a number."""
        return isinstance(x, numbers.Real) and not isinstance(x, bool) and math.isfinite(x)

    def close(self, x: Any, target: float, tol: float) -> bool:
        """True only for a finite number within ``tol`` of ``target``."""
        return self.is_number(x) and abs(float(x) - float(target)) <= tol

    def raises(self, call: Callable[[], Any], type: str, has: str = "") -> bool:
        """True when ``call()`` raises an exception of that builtin class whose text contains ``has``."""
        try:
            call()
        except AnswerError as error:
            return (type == error.type or type in error.bases) and has in error.text
        return False

    # --- objects --------------------------------------------------------------

    def get(self, name: str) -> Any:
        """The trainee's object of that name; raises ``MissingAnswer``."""
        return self._channel.request("get", name=name)

    def keep(self, value: Any) -> Any:
        """Hand a value over and get a handle: pass it to calls, then look with ``seen``."""
        return self._channel.request("keep", value=value)

    def seen(self, handle: Any) -> Any:
        """The present value of a kept object."""
        return self._channel.request("seen", target=handle)

    def axes_of(self, ax: Any) -> Any:
        """What a matplotlib Axes shows, as plain data."""
        return self._channel.request("axes_of", ax=ax)

    def drawn_warnings(self, ax: Any) -> Any:
        """Texts of the warnings when the figure of ``ax`` is drawn."""
        return self._channel.request("drawn_warnings", ax=ax)

    def fields_of(self, x: Any) -> Any:
        """Fields of a dataclass or public attributes of an object."""
        return self._channel.request("fields_of", x=x)

    def params_of(self, f: Any) -> Any:
        """Parameter names of a function."""
        return self._channel.request("params_of", f=f)

    def kinds_of(self, x: Any) -> Any:
        """Class names of an object, nearest first."""
        return self._channel.request("kinds_of", x=x)

    # --- files ----------------------------------------------------------------

    def folder(self, files: dict[str, bytes]) -> Any:
        """A fresh folder on the trainee's side with these files."""
        return self._channel.request("folder", files=files)

    def files_of(self, folder: Any) -> Any:
        """Relative path -> bytes of the files below a folder."""
        return self._channel.request("files_of", folder=folder)

    def put(self, folder: Any, files: dict[str, bytes]) -> None:
        """Write these files below a folder, over what is there; a callback may do so too."""
        self._channel.request("put", folder=folder, files=files)

    def cut_short(self, f: Any, *args: Any, folder: Any, after: int) -> bool:
        """Call ``f(*args)`` and cut it off, as a power cut would, once it changed ``after`` things below ``folder``.

        True when it was cut, False when it came to its end before. Nothing below
        the folder changes after the cut, whatever the answer does about it.
        """
        answer = self._channel.request("cut_short", target=f, args=list(args), folder=folder, after=after)
        return answer is True

    def released(self, file: str) -> tuple[Any, Any]:
        """``(table, None)`` of a released CSV file, read anew, text columns as text."""
        if self._data_dir is None:
            raise FileNotFoundError(file)
        from dxlab.data import read_table

        return read_table(self._data_dir, file), None

    def finish(self) -> None:
        """Close the channel; ``run_check`` calls it."""
        self._channel.close()
