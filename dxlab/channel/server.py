"""The side of the channel where the trainee's objects live.

``Server`` answers one question's requests. It decides nothing: it looks names
up, calls, and sends back plain data or a handle. Whatever the trainee's code
prints meanwhile goes nowhere, and figures it opens are closed at the end.
"""

from __future__ import annotations

import contextlib
import io
import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Any

from dxlab.channel import faults, inspection, powercut
from dxlab.channel.errors import LimitExceeded
from dxlab.channel.wire import Decoder, Encoder, pack, unpack

Callback = Callable[[bytes], bytes]


class Server:
    """Answers requests about the objects of one namespace.

    Parameters
    ----------
    namespace: the trainee's variables.
    scratch: a folder in which a check may have files made; None makes one when needed.
    """

    def __init__(self, namespace: dict[str, Any], scratch: str | None = None) -> None:
        self._namespace = namespace
        self._objects: dict[int, Any] = {}
        self._folders = inspection.Folders(scratch)
        self._figures = _open_figures()
        self._operations: dict[str, Callable[..., Any]] = {
            "get": self._get,
            "call": lambda target, args, kwargs: target(*args, **kwargs),
            "attr": lambda target, name: getattr(target, name),
            "item": lambda target, key: target[key],
            "set_attr": lambda target, name, value: setattr(target, name, value),
            "set_item": lambda target, key, value: target.__setitem__(key, value),
            "folder": lambda files: _Kept(self._folders.make(files)),
            "files_of": self._folders.files_of,
            "put": self._folders.put,
            "cut_short": powercut.cut_short,
            "axes_of": inspection.axes_of,
            "drawn_warnings": inspection.drawn_warnings,
            "fields_of": inspection.fields_of,
            "params_of": inspection.params_of,
            "kinds_of": inspection.kinds_of,
            "length": lambda target: len(target),
            "listed": inspection.listed,
            "text": lambda target: str(target),
        }

    def respond(self, message: bytes, callback: Callback) -> bytes:
        """The answer to one request; never raises an ordinary exception."""
        try:
            body, buffers = unpack(message)
            decoder = Decoder(buffers, lambda j: self._resolve(j, callback))
            fields = {name: decoder.value(value) for name, value in body["fields"].items()}
            with _quiet():
                result = self._perform(body["op"], fields)
            encoder = Encoder(self._refer)
            return pack(encoder, {"ok": encoder.value(result)})
        except (Exception, SystemExit, LimitExceeded) as error:
            return _error_message(error)

    def close(self) -> None:
        """Forget handles, remove folders, close figures that the question opened."""
        self._objects.clear()
        self._folders.remove()
        opened = _open_figures() - self._figures
        if opened:
            import matplotlib.pyplot as plt

            for number in opened:
                plt.close(number)

    def _perform(self, op: str, fields: dict[str, Any]) -> Any:
        if op == "keep":
            return _Kept(fields["value"])
        if op == "seen":
            return fields["target"]
        return self._operations[op](**fields)

    def _get(self, name: str) -> Any:
        if name not in self._namespace:
            raise faults.MissingName(name)
        return self._namespace[name]

    def _refer(self, x: Any) -> dict[str, Any]:
        kept = isinstance(x, _Kept)
        number = len(self._objects) + 1
        self._objects[number] = x.value if kept else x
        return {"t": "handle", "id": number, "type": "kept" if kept else type(x).__name__[:80]}

    def _resolve(self, j: dict[str, Any], callback: Callback) -> Any:
        if j.get("t") == "handle":
            return self._objects[j["id"]]
        if j.get("t") == "callback":
            return lambda *args, **kwargs: self._call_back(j["id"], args, kwargs, callback)
        raise LimitExceeded("unknown reference")

    def _call_back(self, number: int, args: Any, kwargs: Any, callback: Callback) -> Any:
        encoder = Encoder(self._refer)
        request = pack(
            encoder, {"callback": number, "args": encoder.value(list(args)), "kwargs": encoder.value(kwargs)}
        )
        body, buffers = unpack(callback(request))
        return Decoder(buffers, lambda j: self._resolve(j, callback)).value(body["ok"])


class _Kept:
    """Marks a value that must stay here as an object although it is plain data."""

    def __init__(self, value: Any) -> None:
        self.value = value


def _error_message(error: BaseException) -> bytes:
    encoder = Encoder(lambda x: {"t": "handle", "id": 0, "type": "?"})
    return pack(encoder, {"error": faults.describe(error)})


def _open_figures() -> set[int]:
    pyplot = sys.modules.get("matplotlib.pyplot")
    return set() if pyplot is None else set(pyplot.get_fignums())


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """What the trainee's code prints or warns during a check is not part of the answer."""
    nowhere = io.StringIO()
    with (
        warnings.catch_warnings(),
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        warnings.simplefilter("ignore")
        yield
