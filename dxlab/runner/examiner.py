"""The instructor's side of a notebook that is graded in two processes.

The instructor's cells and tests run here as they stand, in a process that runs
no trainee's code. Names that answers define are *brought*: plain data as copies,
everything else as stand-ins, which ask the trainee's process at each use.

A stand-in does what the trainee's object does: ``table.equals(right)`` would be
whatever the trainee's class says. So there are stand-ins only where the model
answer has objects as well; elsewhere an object can be looped over and no more.
"""

from __future__ import annotations

import builtins
import importlib
import socket
from collections.abc import Callable, Collection, Iterator
from typing import Any, NoReturn

from dxlab.channel.errors import AnswerError, LimitExceeded, MissingAnswer, NotAValue, QuestionOver
from dxlab.channel.proxies import Channel, Remote
from dxlab.channel.snapshot import read_data
from dxlab.channel.transport import SocketTransport


class Examiner:
    """Binds what answers define in the instructor's namespace.

    Attributes
    ----------
    over: a question could not be answered since ``begin``: whatever a test made of that, it did not pass.
    met_object: what the trainee's process answered since ``begin`` was, at least once, no plain data.
    """

    def __init__(self, namespace: dict[str, Any]) -> None:
        self._namespace = namespace
        self._channels: list[Channel] = []  # stand-ins of an earlier cell may still be in use
        self._allows_objects = False
        self.over = False
        self.met_object = False

    def begin(self, allows_objects: bool) -> None:
        """A new cell; whether calls in it may give more than plain data."""
        self._allows_objects = allows_objects
        self.over = False
        self.met_object = False

    def bring(
        self,
        claims: dict[str, dict[str, str]],
        modules: dict[str, str],
        objects: Collection[str],
        question: socket.socket | None,
        seconds: float,
    ) -> list[str]:
        """Bind every name of ``claims`` (see ``snapshot.take``), or unbind it where it holds nothing usable.

        Parameters
        ----------
        modules: name -> module that the model answer imports under it; no other one is imported.
        objects: names that may hold more than plain data.
        question: to the fork that holds the objects which are no plain data.

        Returns
        -------
        Names that hold more than the channel takes.
        """
        channel = None if question is None else self._open(question, seconds)
        too_large = []
        for name, claim in claims.items():
            self._namespace.pop(name, None)
            self._allows_objects = name in objects
            try:
                self._namespace[name] = _read(name, claim, modules, channel)
            except MissingAnswer:
                continue
            except QuestionOver:
                too_large.append(name)
        return too_large

    def _open(self, question: socket.socket, seconds: float) -> Channel:
        channel = _LiveChannel(SocketTransport(question, seconds), self._build, self._note_over)
        self._channels.append(channel)
        return channel

    def _build(self, channel: Channel, number: int, kind: str) -> Remote:
        self.met_object = True
        return (StandIn if self._allows_objects else Sequence)(channel, number, kind)

    def _note_over(self) -> None:
        self.over = True


class _Looped(Remote):
    # No docstrings on stand-ins: a test may ask whether the trainee wrote one.
    __slots__ = ()
    __doc__ = None

    def __len__(self) -> int:
        length = self._channel.request("length", target=self)
        if type(length) is not int:
            raise LimitExceeded("a length is a number")
        return length

    def __iter__(self) -> Iterator[Any]:
        return iter(self._channel.request("listed", target=self))

    def __contains__(self, item: object) -> bool:
        return any(item == mine for mine in self)

    def __str__(self) -> str:
        return str(self._channel.request("text", target=self))


class StandIn(_Looped):
    __slots__ = ()
    __doc__ = None


class Sequence(_Looped):
    # What can be looped over and no more: a generator, the keys of a dict.
    __slots__ = ()
    __doc__ = None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        self._refuse()

    def __setattr__(self, name: str, value: Any) -> None:
        self._refuse()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self._refuse()

    def __getitem__(self, key: Any) -> Any:
        self._refuse()

    def __setitem__(self, key: Any, value: Any) -> None:
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise NotAValue(object.__getattribute__(self, "_type"))


_Build = Callable[[Channel, int, str], Remote]


class _LiveChannel(Channel):
    """Answers with stand-ins, and raises what the trainee's code raised as Python would."""

    def __init__(self, transport: SocketTransport, build: _Build, on_over: Callable[[], None]) -> None:
        super().__init__(transport)
        self._build_object = build
        self._on_over = on_over

    def request(self, op: str, /, **fields: Any) -> Any:
        try:
            return super().request(op, **fields)
        except QuestionOver:
            self._on_over()
            raise
        except AnswerError as error:
            _raise_as_there(error)

    def _build(self, number: int, kind: str) -> Remote:
        return self._build_object(self, number, kind)


def _read(name: str, claim: dict[str, str], modules: dict[str, str], channel: Channel | None) -> Any:
    kind = claim.get("is")
    if kind == "data":
        return read_data(claim["value"])
    if kind == "live" and channel is not None:
        return channel.request("get", name=name)
    if kind == "module" and claim.get("value") == modules.get(name):
        return importlib.import_module(modules[name])
    if kind == "limit":
        raise LimitExceeded("more than the channel takes")
    raise MissingAnswer(name)


def _raise_as_there(error: AnswerError) -> NoReturn:
    """The builtin exception itself where there is one: a test may look at its text."""
    found = getattr(builtins, error.type, None)
    if isinstance(found, type) and issubclass(found, Exception):
        try:
            raised = found(error.text)
        except TypeError:  # needs more than a text
            raise error from None
        raise raised from None
    raise error from None
