"""Plain values as bytes: a JSON header and raw buffers behind it.

    message = header length (4 bytes, big endian) + header + buffers
    header  = {"body": value, "buffers": [length of each buffer, …]}

A value that JSON knows is itself; everything else is ``{"t": tag, …}``. No
pickle, no Arrow stream: every tag is decoded by a function that checks what it
reads, because the other side may lie.
"""

from __future__ import annotations

import datetime as dt
import decimal
import json
import math
import pathlib
import struct
from collections.abc import Callable
from typing import Any

from dxlab.blank import Blank, ____
from dxlab.channel import limits
from dxlab.channel.errors import LimitExceeded

_LENGTH = struct.Struct(">I")


class Encoder:
    """Collects buffers while values become JSON.

    ``refer`` turns what is not plain into a tagged reference, or raises.
    """

    def __init__(self, refer: Callable[[Any], dict[str, Any]]) -> None:
        self.buffers: list[bytes] = []
        self._refer = refer
        self._items = 0

    def buffer(self, data: bytes) -> int:
        self.buffers.append(data)
        return len(self.buffers) - 1

    def value(self, x: Any, depth: int = 0) -> Any:
        """The JSON form of ``x``; raises ``LimitExceeded`` when it is too deep or too big."""
        self._items += 1
        if depth > limits.DEPTH or self._items > limits.ITEMS:
            raise LimitExceeded("value too deep or too large")
        kind = type(x)
        if kind in (type(None), bool, str):
            return x
        encode = _ENCODERS.get(kind)
        if encode is not None:
            return encode(self, x, depth)
        return self._other(x, depth)

    def _other(self, x: Any, depth: int) -> Any:
        module = type(x).__module__.partition(".")[0]
        if module in ("numpy", "pandas"):
            from dxlab.channel import tables

            encoded = tables.encode(self, x, depth)
            if encoded is not None:
                return encoded
        if isinstance(x, pathlib.PurePath):
            return {"t": "path", "v": str(x)}
        for base in (dict, tuple, list, set, frozenset):
            if isinstance(x, base):
                return _ENCODERS[base](self, base(x), depth)
        return self._refer(x)


class Decoder:
    """Reads values; ``resolve`` turns a tagged reference into an object."""

    def __init__(self, buffers: list[memoryview], resolve: Callable[[dict[str, Any]], Any]) -> None:
        self.buffers = buffers
        self._resolve = resolve
        self._items = 0

    def buffer(self, number: Any) -> memoryview:
        if type(number) is not int or not 0 <= number < len(self.buffers):
            raise LimitExceeded("no such buffer")
        return self.buffers[number]

    def value(self, j: Any, depth: int = 0) -> Any:
        """The value of a JSON form; raises ``LimitExceeded`` for anything malformed."""
        self._items += 1
        if depth > limits.DEPTH or self._items > limits.ITEMS:
            raise LimitExceeded("value too deep or too large")
        if j is None or type(j) in (bool, str, int, float):
            return j
        if type(j) is list:
            return [self.value(item, depth + 1) for item in j]
        if type(j) is not dict:
            raise LimitExceeded("not a value")
        return self._tagged(j, depth)

    def _tagged(self, j: dict[str, Any], depth: int) -> Any:
        tag = j.get("t")
        decode = _DECODERS.get(tag) if isinstance(tag, str) else None
        try:
            if decode is not None:
                return decode(self, j, depth)
            if isinstance(tag, str) and (tag.startswith("np.") or tag.startswith("pd.")):
                from dxlab.channel import tables

                return tables.decode(self, j, depth)
        except (KeyError, TypeError, ValueError, OverflowError, ArithmeticError) as error:
            raise LimitExceeded(f"malformed {tag}") from error
        return self._resolve(j)


def pack(encoder: Encoder, body: Any) -> bytes:
    """One message; ``body`` is already JSON (made with ``encoder``)."""
    header = json.dumps(
        {"body": body, "buffers": [len(b) for b in encoder.buffers]}, ensure_ascii=True, allow_nan=False
    ).encode("ascii")
    size = len(header) + sum(map(len, encoder.buffers))
    if len(header) > limits.HEADER_BYTES or size > limits.MESSAGE_BYTES:
        raise LimitExceeded("message too large")
    return b"".join([_LENGTH.pack(len(header)), header, *encoder.buffers])


def unpack(message: bytes) -> tuple[Any, list[memoryview]]:
    """Body (JSON) and buffers of a message; raises ``LimitExceeded`` when malformed."""
    try:
        (size,) = _LENGTH.unpack_from(message)
        if size > limits.HEADER_BYTES:
            raise LimitExceeded("header too large")
        header = json.loads(bytes(message[4 : 4 + size]), parse_int=_parse_int, parse_constant=_refuse)
        return header["body"], _split(memoryview(message)[4 + size :], header["buffers"])
    except (struct.error, ValueError, KeyError, TypeError, RecursionError) as error:
        raise LimitExceeded("malformed message") from error


def _split(rest: memoryview, lengths: Any) -> list[memoryview]:
    if type(lengths) is not list or len(lengths) > limits.COLUMNS * 4:
        raise LimitExceeded("malformed buffers")
    buffers, at = [], 0
    for length in lengths:
        if type(length) is not int or length < 0 or at + length > len(rest):
            raise LimitExceeded("malformed buffers")
        buffers.append(rest[at : at + length])
        at += length
    return buffers


def _parse_int(text: str) -> int:
    if len(text) > 20:
        raise ValueError("long integers travel tagged")
    return int(text)


def _refuse(text: str) -> float:
    raise ValueError(f"{text} travels tagged")


# --- plain kinds -------------------------------------------------------------


def _encode_int(e: Encoder, x: int, depth: int) -> Any:
    if -(2**63) <= x < 2**63:
        return x
    if x.bit_length() > limits.INT_DIGITS * 3:
        raise LimitExceeded("integer too large")
    return {"t": "int", "v": str(x)}


def _encode_float(e: Encoder, x: float, depth: int) -> Any:
    return x if math.isfinite(x) else {"t": "float", "v": repr(x)}


def _encode_items(tag: str) -> Callable[[Encoder, Any, int], Any]:
    return lambda e, x, depth: {"t": tag, "v": [e.value(item, depth + 1) for item in x]}


def _encode_dict(e: Encoder, x: dict[Any, Any], depth: int) -> Any:
    return {"t": "dict", "v": [[e.value(k, depth + 1), e.value(v, depth + 1)] for k, v in x.items()]}


_ENCODERS: dict[type, Callable[[Encoder, Any, int], Any]] = {
    int: _encode_int,
    float: _encode_float,
    complex: lambda e, x, d: {"t": "complex", "v": [repr(x.real), repr(x.imag)]},
    list: lambda e, x, d: [e.value(item, d + 1) for item in x],
    tuple: _encode_items("tuple"),
    set: _encode_items("set"),
    frozenset: _encode_items("frozenset"),
    dict: _encode_dict,
    bytes: lambda e, x, d: {"t": "bytes", "b": e.buffer(x)},
    bytearray: lambda e, x, d: {"t": "bytes", "b": e.buffer(bytes(x))},
    range: lambda e, x, d: {"t": "range", "v": [x.start, x.stop, x.step]},
    dt.datetime: lambda e, x, d: {"t": "datetime", "v": x.isoformat()},
    dt.date: lambda e, x, d: {"t": "date", "v": x.isoformat()},
    dt.time: lambda e, x, d: {"t": "time", "v": x.isoformat()},
    dt.timedelta: lambda e, x, d: {"t": "timedelta", "v": [x.days, x.seconds, x.microseconds]},
    decimal.Decimal: lambda e, x, d: {"t": "decimal", "v": str(x)},
    Blank: lambda e, x, d: {"t": "blank"},
}


def _list_of(d: Decoder, j: dict[str, Any], depth: int) -> list[Any]:
    if type(j["v"]) is not list:
        raise LimitExceeded("not a list")
    return [d.value(item, depth + 1) for item in j["v"]]


def _check_keys(keys: list[Any]) -> None:
    # Salted text hashes can't be made to collide; numbers' hashes can, which costs quadratic time.
    limit = limits.KEYS if all(type(k) is str for k in keys) else limits.OTHER_KEYS
    if len(keys) > limit:
        raise LimitExceeded("too many keys")


def _decode_set(d: Decoder, j: dict[str, Any], depth: int) -> set[Any]:
    items = _list_of(d, j, depth)
    _check_keys(items)
    return set(items)


def _decode_dict(d: Decoder, j: dict[str, Any], depth: int) -> dict[Any, Any]:
    pairs = [(d.value(k, depth + 1), d.value(v, depth + 1)) for k, v in j["v"]]
    _check_keys([k for k, _ in pairs])
    return dict(pairs)


def _decode_int(d: Decoder, j: dict[str, Any], depth: int) -> int:
    if len(j["v"]) > limits.INT_DIGITS:
        raise LimitExceeded("integer too large")
    return int(j["v"])


def _text(j: dict[str, Any], longest: int = 200) -> str:
    text = j["v"]
    if type(text) is not str or len(text) > longest:
        raise LimitExceeded("not a short text")
    return text


_DECODERS: dict[str, Callable[[Decoder, dict[str, Any], int], Any]] = {
    "int": _decode_int,
    "float": lambda d, j, _: float(_text(j)),
    "complex": lambda d, j, _: complex(float(str(j["v"][0])[:40]), float(str(j["v"][1])[:40])),
    "tuple": lambda d, j, depth: tuple(_list_of(d, j, depth)),
    "set": _decode_set,
    "frozenset": lambda d, j, depth: frozenset(_decode_set(d, j, depth)),
    "dict": _decode_dict,
    "bytes": lambda d, j, _: bytes(d.buffer(j["b"])),
    "range": lambda d, j, _: range(*(int(n) for n in j["v"][:3])),
    "datetime": lambda d, j, _: dt.datetime.fromisoformat(_text(j)),
    "date": lambda d, j, _: dt.date.fromisoformat(_text(j)),
    "time": lambda d, j, _: dt.time.fromisoformat(_text(j)),
    "timedelta": lambda d, j, _: dt.timedelta(*(int(n) for n in j["v"][:3])),
    "decimal": lambda d, j, _: decimal.Decimal(_text(j, limits.INT_DIGITS)),
    "path": lambda d, j, _: pathlib.PurePosixPath(_text(j, 4000)),
    "blank": lambda d, j, _: ____,
}
