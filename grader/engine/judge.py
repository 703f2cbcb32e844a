"""The grader's end of the process in which checks run (``grader.engine.judging``)."""

from __future__ import annotations

import contextlib
import json
import pickle
import socket
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from dxlab.outcome import Outcome, Status
from dxlab.runner.control import receive_reply, send_request
from grader import errors
from grader.engine.model import Assignment

_MEMORY = 2_000_000_000
_REPLY_BYTES = 1_000_000
_START_SECONDS = 120.0
_GRACE = 3.0  # a check that decodes or calculates on after its time is killed

_TOO_MUCH = "答えの確認が、時間かメモリの上限に達しました。返す値の大きさを見直してください。"


@dataclass(frozen=True)
class Judgement:
    """The outcome of one question.

    Attributes
    ----------
    faults: classes of exceptions inside the check itself, for the instructor.
    seconds: CPU time of the check, without the trainee's side.
    lost: a process died on the way, the answer's or the judge's: a second try may go better.
    """

    outcome: Outcome
    faults: tuple[str, ...] = ()
    seconds: float = 0.0
    lost: bool = False


class Judge:
    """Starts the process, asks it, and starts a fresh one when it had to be killed."""

    def __init__(self, assignment: Assignment) -> None:
        self._assignment = assignment
        self._ready = False
        self._start()

    def judge(self, exercise: str, question: socket.socket, seconds: float, own_text: str) -> Judgement:
        """The verdict on what answers at ``question``, which is closed afterwards.

        Raises
        ------
        ContentError: the lab's checks can't be loaded.
        """
        request = {"exercise": exercise, "seconds": seconds, "own_text": own_text}
        with question:
            self.wait()
            try:
                self._control.settimeout(seconds + _GRACE)
                send_request(self._control, request, question)
                reply = receive_reply(self._control, _REPLY_BYTES)
            except (OSError, EOFError) as error:
                self._restart()
                return Judgement(
                    Outcome(Status.LIMIT, 0.0, (_TOO_MUCH,)), lost=not isinstance(error, TimeoutError)
                )
        status, share, messages = reply["outcome"]
        if "MemoryError" in reply["faults"]:
            self._restart()
            return Judgement(Outcome(Status.LIMIT, 0.0, (_TOO_MUCH,)), (), reply["seconds"])
        outcome = Outcome(Status(status), share, tuple(messages))
        return Judgement(outcome, tuple(reply["faults"]), reply["seconds"], reply["gone"])

    def wait(self) -> None:
        """Until the checks are loaded. Raises ``ContentError`` when they are broken."""
        if self._ready:
            return
        self._control.settimeout(_START_SECONDS)
        reply = receive_reply(self._control, _REPLY_BYTES)
        if "broken" in reply:
            kind, *words = reply["broken"]
            raise getattr(errors, kind)(*words)
        self._ready = True

    def close(self) -> None:
        """End the process."""
        self._control.close()
        self._process.kill()
        self._process.wait()

    def _restart(self) -> None:
        self.close()
        self._start()

    def _start(self) -> None:
        self._ready = False
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = _start_process(theirs)
        data = pickle.dumps(self._assignment)
        with contextlib.suppress(OSError):  # a process that died at once is noticed by ``wait``
            self._control.sendall(json.dumps(len(data)).encode() + b"\n" + data)


def _start_process(control: socket.socket) -> subprocess.Popen[Any]:
    command = [sys.executable, "-I", "-m", "grader.engine.judging", str(control.fileno()), str(_MEMORY)]
    return subprocess.Popen(
        command, pass_fds=[control.fileno()], stdin=subprocess.DEVNULL, start_new_session=True
    )
