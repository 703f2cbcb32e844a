"""The grader's end of one submission's process: sends cells and questions, keeps the time."""

from __future__ import annotations

import contextlib
import signal
import socket
import time
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from dxlab.channel.limits import MESSAGE_BYTES
from dxlab.channel.snapshot import KINDS
from dxlab.runner.control import receive_reply, send_request
from dxlab.runner.files import Files
from grader.engine.model import Limits, Usage
from grader.engine.outputs import clean_outputs
from grader.engine.process import ProcessLost, Stage

#: The longest reply with values: the channel's largest message in base64, a few times over.
SNAPSHOT_BYTES = 2 * MESSAGE_BYTES
_PATIENCE = 2.0  # seconds between the interrupt of a cell and the end of the process


class ChildGone(Exception):
    """The process ended or was ended; ``reason`` is Japanese, for the instructor."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class CellRun:
    """What running one cell gave.

    Attributes
    ----------
    timed_out: it had to be interrupted.
    over: it asked the trainee's process something that was never answered.
    met_object: that process answered with more than plain data.
    """

    outputs: list[dict[str, Any]]
    ok: bool
    execution_count: int | None
    timed_out: bool
    over: bool = False
    met_object: bool = False


class Child:
    """A context manager around one submission's process, forked from a stage.

    Parameters
    ----------
    files: what this submission alone finds in its folder, besides the lab's files.

    Raises
    ------
    ProcessLost: the stage is gone or could not fork.

    Attributes
    ----------
    was_killed: after leaving: something other than us killed it (the system when
        memory ran out, or a person), so that a second try may go better.
    usage: after leaving.
    """

    def __init__(self, stage: Stage, files: Files | None = None) -> None:
        self._stage = stage
        self._files = files or {}
        self._limits: Limits = stage.limits
        self._deadline = time.monotonic() + self._limits.total_seconds
        self._answer_seconds = 0.0
        self._is_stopped = False
        self.was_killed = False
        self.usage = Usage()

    def __enter__(self) -> Child:
        self._pid, self._control = self._stage.fork(self._files)
        try:
            reply = self._receive(_PATIENCE * 10)
        except (ChildGone, TimeoutError) as error:
            self.__exit__()
            raise ProcessLost("a notebook's process did not start") from error
        if "ready" not in reply:
            self.__exit__()
            raise ProcessLost(str(reply.get("failed", "")))
        return self

    def __exit__(self, *exception: object) -> None:
        gone = self._has_hung_up()
        self._control.close()
        ended = self._stage.end(self._pid)
        self.was_killed = gone and not self._is_stopped and ended["code"] == -signal.SIGKILL
        self.usage = Usage(ended["seconds"], self._answer_seconds, memory=ended["memory"])

    def run_cell(self, cell_id: str, source: str, objects: bool = False) -> CellRun:
        """Run one cell; a cell that takes too long is interrupted. Raises ``ChildGone``.

        Parameters
        ----------
        objects: what it asks of another process may be more than plain data.
        """
        self._send({"op": "cell", "id": cell_id, "source": source, "objects": objects})
        timed_out = False
        try:
            reply = self._receive(self._limits.cell_seconds)
        except TimeoutError:
            timed_out = True
            reply = self._interrupt()
        return read_run(reply, self._limits, timed_out)

    def hold_question(self) -> socket.socket:
        """A socket to a fork that stays as things are now, to be asked later. Raises ``ChildGone``."""
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                self._send({"op": "question", "seconds": self._limits.question_seconds}, theirs)
            self._receive(_PATIENCE * 10)
        except (ChildGone, TimeoutError) as error:
            ours.close()
            raise ChildGone("プログラムが応答しなくなりました。") from error
        return ours

    def take_snapshot(self, names: Collection[str]) -> dict[str, dict[str, str]]:
        """What ``names`` hold now (``dxlab.channel.snapshot``); untrusted claims. Raises ``ChildGone``."""
        self._send({"op": "snapshot", "names": sorted(names)})
        try:
            reply = self._receive(self._limits.cell_seconds, SNAPSHOT_BYTES)
        except TimeoutError as error:
            raise ChildGone("答えの値を取り出せませんでした。") from error
        claims = reply.get("claims")
        return {name: clean_claim(claims, name) for name in names}

    def bring(
        self,
        claims: dict[str, dict[str, str]],
        modules: dict[str, str],
        objects: Collection[str],
        question: socket.socket | None = None,
    ) -> list[str]:
        """Bind names here as ``claims`` say; names whose values are too large come back. Raises ``ChildGone``."""
        seconds = self._limits.question_seconds
        request = {"op": "bring", "claims": claims, "modules": modules, "objects": sorted(objects)}
        self._send({**request, "seconds": seconds}, question, seconds)
        try:
            reply = self._receive(seconds + _PATIENCE)
        except TimeoutError as error:
            raise ChildGone("答えの値を読みこめませんでした。") from error
        too_large = reply.get("too_large")
        return [str(name) for name in too_large] if isinstance(too_large, list) else []

    def stop(self) -> None:
        """Kill the notebook's process; the questions that it holds can still be asked."""
        self._is_stopped = not self._has_hung_up()
        self._stage.signal(self._pid, signal.SIGKILL)

    def finish(self) -> None:
        """After the questions: wait for their forks, so that ``usage`` counts them all."""
        with contextlib.suppress(ChildGone, TimeoutError):
            self._send({"op": "close"})
            self._receive(_PATIENCE)

    def _has_hung_up(self) -> bool:
        self._control.settimeout(0)
        try:
            return not self._control.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        except OSError:
            return True

    def _interrupt(self) -> dict[str, Any]:
        self._stage.signal(self._pid, signal.SIGINT)
        try:
            return self._receive(_PATIENCE)
        except TimeoutError as error:
            raise ChildGone("終わらないセルを止められなかったので、そこから先は実行していません。") from error

    def _send(
        self, request: dict[str, Any], question: socket.socket | None = None, seconds: float = _PATIENCE
    ) -> None:
        try:
            self._control.settimeout(seconds)
            send_request(self._control, request, question)
        except OSError as error:
            raise ChildGone("途中でプログラムが終了しました（exit や強制終了など）。") from error

    def _receive(self, seconds: float, limit: int | None = None) -> dict[str, Any]:
        """One reply; untrusted. Raises ``TimeoutError`` or ``ChildGone``."""
        left = min(seconds, self._deadline - time.monotonic())
        if left <= 0:
            raise ChildGone("全体の制限時間を使い切りました。")
        try:
            deadline = time.monotonic() + left
            reply = receive_reply(self._control, limit or self._limits.reply_bytes, deadline)
        except TimeoutError:
            raise
        except (OSError, EOFError) as error:
            raise ChildGone("途中でプログラムが終了しました（exit や強制終了など）。") from error
        except ValueError as error:
            raise ChildGone("プログラムとの通信がこわれました。") from error
        reply = reply if isinstance(reply, dict) else {}
        claimed = reply.get("answer_seconds")
        if type(claimed) is float and 0 <= claimed <= self._limits.total_seconds:
            self._answer_seconds = claimed
        return reply


def read_run(reply: dict[str, Any], limits: Limits, timed_out: bool = False) -> CellRun:
    """A runner's reply to a cell, checked."""
    count = reply.get("execution_count")
    return CellRun(
        clean_outputs(reply.get("outputs"), limits.output_bytes),
        reply.get("status") == "ok" and not timed_out,
        count if type(count) is int else None,
        timed_out,
        reply.get("over") is True,
        reply.get("met_object") is True,
    )


def clean_claim(claims: Any, name: str) -> dict[str, str]:
    """A trainee's claim about one name, in the form that the examiner expects; anything else is "missing"."""
    claim = claims.get(name) if isinstance(claims, dict) else None
    if not isinstance(claim, dict) or claim.get("is") not in KINDS:
        return {"is": "missing"}
    value = claim.get("value")
    return {"is": claim["is"], "value": value if isinstance(value, str) else ""}
