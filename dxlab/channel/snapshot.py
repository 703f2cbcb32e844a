"""What names hold at this moment, as bytes that another process reads without asking back.

Nothing of the other side comes along: a name goes in, a claim comes out.
"""

from __future__ import annotations

import base64
import types
from collections.abc import Callable, Iterable
from typing import Any

from dxlab.channel.errors import LimitExceeded
from dxlab.channel.wire import Decoder, Encoder, pack, unpack

#: What a name can hold: plain data; a module; an object that must be asked where it lives; nothing;
#: more than the channel takes.
KINDS = ("data", "module", "live", "missing", "limit")


class NotPlain(Exception):
    """Holds something that can only be asked where it lives."""


def take(namespace: dict[str, Any], names: Iterable[str]) -> dict[str, dict[str, str]]:
    """name -> ``{"is": one of KINDS, "value": text}``, for a JSON frame."""
    return {name: _take(namespace, name) for name in names}


def read_data(text: str) -> Any:
    """The plain value of a claim whose kind is ``data``. Raises ``LimitExceeded`` when malformed."""
    try:
        body, buffers = unpack(base64.b64decode(text, validate=True))
    except ValueError as error:
        raise LimitExceeded("malformed snapshot") from error
    return Decoder(buffers, _refuse_reference).value(body)


def _take(namespace: dict[str, Any], name: str) -> dict[str, str]:
    if name not in namespace:
        return {"is": "missing"}
    value = namespace[name]
    if type(value) is types.ModuleType:
        return {"is": "module", "value": str(value.__name__)}
    try:
        return {"is": "data", "value": _encode(value, _refuse_object)}
    except LimitExceeded:
        return {"is": "limit"}
    except Exception:  # not plain, or a trainee's class that raises when it is looked at
        return {"is": "live"}


def _encode(value: Any, refer: Callable[[Any], dict[str, Any]]) -> str:
    encoder = Encoder(refer)
    return base64.b64encode(pack(encoder, encoder.value(value))).decode("ascii")


def _refuse_object(x: Any) -> dict[str, Any]:
    raise NotPlain(type(x).__name__)


def _refuse_reference(j: dict[str, Any]) -> Any:
    raise LimitExceeded("a snapshot holds no references")
