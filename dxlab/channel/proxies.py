"""The asking side: proxies for objects that live elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from dxlab.blank import Blank, BlankError
from dxlab.channel import limits
from dxlab.channel.errors import LimitExceeded, MissingAnswer, NotAValue, build_answer_error
from dxlab.channel.transport import Transport
from dxlab.channel.wire import Decoder, Encoder, pack, unpack


class Channel:
    """Encodes requests, decodes answers, and serves calls back into the check."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._callbacks: list[Callable[..., Any]] = []
        self._called_back = 0

    def request(self, op: str, /, **fields: Any) -> Any:
        """The answer to one request: plain data or a ``Remote``.

        Raises
        ------
        AnswerError: the trainee's code raised.
        MissingAnswer, BlankError: no such name; a blank was used.
        QuestionOver: time, process or size came to an end.
        """
        encoder = Encoder(self._refer)
        message = pack(encoder, {"op": op, "fields": {k: encoder.value(v) for k, v in fields.items()}})
        body, buffers = unpack(self._transport.exchange(message, self._serve_callback))
        if type(body) is not dict:
            raise LimitExceeded("malformed answer")
        if "error" in body:
            _raise_answer(body["error"], fields)
        return Decoder(buffers, self._resolve).value(body.get("ok"))

    def close(self) -> None:
        self._transport.close()

    def _refer(self, x: Any) -> dict[str, Any]:
        if isinstance(x, Remote):
            if object.__getattribute__(x, "_channel") is not self:
                raise TypeError("this object lives on another side")
            return {"t": "handle", "id": object.__getattribute__(x, "_id")}
        if callable(x):
            self._callbacks.append(x)
            return {"t": "callback", "id": len(self._callbacks) - 1}
        raise TypeError(f"a check can't hand over a {type(x).__name__}")

    def _resolve(self, j: dict[str, Any]) -> Any:
        number, kind = j.get("id"), j.get("type")
        if j.get("t") != "handle" or type(number) is not int or type(kind) is not str:
            raise LimitExceeded("unknown reference")
        return self._build(number, kind[:80])

    def _build(self, number: int, kind: str) -> Remote:
        return Remote(self, number, kind)

    def _serve_callback(self, message: bytes) -> bytes:
        self._called_back += 1
        body, buffers = unpack(message)
        number = body.get("callback") if type(body) is dict else None
        if self._called_back > limits.CALLBACKS or type(number) is not int:
            raise LimitExceeded("too many calls back")
        if not 0 <= number < len(self._callbacks):
            raise LimitExceeded("unknown callback")
        decoder = Decoder(buffers, self._resolve)
        args, kwargs = decoder.value(body.get("args")), decoder.value(body.get("kwargs"))
        encoder = Encoder(self._refer)
        return pack(encoder, {"ok": encoder.value(self._callbacks[number](*args, **kwargs))})


def _raise_answer(error: Any, fields: dict[str, Any]) -> NoReturn:
    if type(error) is not dict:
        raise LimitExceeded("malformed error")
    special = error.get("special")
    if special == "missing":
        raise MissingAnswer(str(fields.get("name", "")))
    if special == "blank":
        raise BlankError
    if special == "limit":
        raise LimitExceeded("the answer was too large")
    bases = error.get("bases")
    lineno = error.get("lineno")
    raise build_answer_error(
        str(error.get("type", ""))[:80],
        str(error.get("text", ""))[:500],
        str(error.get("line", ""))[:500],
        lineno if type(lineno) is int else None,
        tuple(str(name)[:80] for name in bases[:20]) if type(bases) is list else (),
    )


class Remote:
    """An object on the other side: call it, read attributes and items, hand it back.

    It refuses to be compared, counted, converted or looped over: the other side
    must never decide a comparison.
    """

    __slots__ = ("_channel", "_id", "_type")
    _channel: Channel
    _id: int
    _type: str

    def __init__(self, channel: Channel, number: int, kind: str) -> None:
        object.__setattr__(self, "_channel", channel)
        object.__setattr__(self, "_id", number)
        object.__setattr__(self, "_type", kind)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        result = self._channel.request("call", target=self, args=list(args), kwargs=kwargs)
        if isinstance(result, Blank):
            raise BlankError
        return result

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._channel.request("attr", target=self, name=name)

    def __setattr__(self, name: str, value: Any) -> None:
        self._channel.request("set_attr", target=self, name=name, value=value)

    def __getitem__(self, key: Any) -> Any:
        return self._channel.request("item", target=self, key=key)

    def __setitem__(self, key: Any, value: Any) -> None:
        self._channel.request("set_item", target=self, key=key, value=value)

    def __repr__(self) -> str:
        return f"<Remote {object.__getattribute__(self, '_type')}>"


def _refuse(self: Remote, *args: object) -> NoReturn:
    raise NotAValue(object.__getattribute__(self, "_type"))


_REFUSED = [
    "__eq__",
    "__ne__",
    "__lt__",
    "__le__",
    "__gt__",
    "__ge__",
    "__hash__",
    "__bool__",
    "__int__",
    "__float__",
    "__index__",
    "__complex__",
    "__len__",
    "__iter__",
    "__next__",
    "__contains__",
    "__add__",
    "__radd__",
    "__sub__",
    "__rsub__",
    "__mul__",
    "__rmul__",
    "__truediv__",
    "__rtruediv__",
    "__floordiv__",
    "__mod__",
    "__pow__",
    "__neg__",
    "__abs__",
    "__round__",
    "__reduce__",
    "__reduce_ex__",
    "__copy__",
    "__deepcopy__",
]
for _name in _REFUSED:
    setattr(Remote, _name, _refuse)
del _name
