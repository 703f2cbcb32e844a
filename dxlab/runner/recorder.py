"""Records what a cell shows, in the form that nbclient would store.

ipykernel's shell publishes its outputs as messages of a ``Session``. The
recorder takes the session's place, so that no socket is needed, and turns the
messages into nbformat outputs with nbformat's own function.
"""

from __future__ import annotations

import io
from typing import Any

from jupyter_client.session import Session
from nbformat.v4 import output_from_msg

_FRAME = 100  # bytes around the content of an output
_CUT = "\n［出力が長いので、ここから先は省きました］\n"


class Recorder:
    """The outputs of the current cell, at most ``limit`` bytes of them."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self.start()

    def start(self) -> None:
        self.outputs: list[dict[str, Any]] = []
        self._displays: dict[str, list[dict[str, Any]]] = {}
        self._size = 0
        self._clear_next = False

    def message(self, kind: str, content: dict[str, Any]) -> None:
        """Take one message of the iopub kind."""
        if kind == "clear_output":
            self._clear(bool(content.get("wait")))
        elif kind == "update_display_data":
            self._update(content)
        elif kind in ("display_data", "execute_result", "error"):
            self._add(kind, content)

    def stream(self, name: str, text: str) -> None:
        """Append text; neighbouring pieces of one stream are one output, as nbclient stores them."""
        self._before_output()
        room = self._limit - self._size
        if room <= 0:
            return
        self._size += len(text)
        text = text if len(text) <= room else text[:room] + _CUT
        last = self.outputs[-1] if self.outputs else {}
        if last.get("output_type") == "stream" and last.get("name") == name:
            last["text"] += text
        else:
            self.outputs.append({"output_type": "stream", "name": name, "text": text})

    def _add(self, kind: str, content: dict[str, Any]) -> None:
        self._before_output()
        if self._size >= self._limit:
            return
        self._size += len(str(content)) + _FRAME
        if self._size >= self._limit:
            self.outputs.append({"output_type": "stream", "name": "stdout", "text": _CUT})
            return
        output = dict(output_from_msg({"header": {"msg_type": kind}, "content": content}))
        self.outputs.append(output)
        display_id = content.get("transient", {}).get("display_id")
        if display_id is not None:
            self._displays.setdefault(display_id, []).append(output)

    def _update(self, content: dict[str, Any]) -> None:
        for output in self._displays.get(content.get("transient", {}).get("display_id"), []):
            output.update(data=content["data"], metadata=content["metadata"])

    def _clear(self, wait: bool) -> None:
        if wait:
            self._clear_next = True
        else:
            self.outputs.clear()

    def _before_output(self) -> None:
        if self._clear_next:
            self.outputs.clear()
            self._clear_next = False


class RecordingSession(Session):
    """A session whose messages go to a recorder."""

    recorder: Recorder

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, *args: Any, **kwargs: Any) -> Any:
        if isinstance(msg_or_type, dict):
            self.recorder.message(msg_or_type["header"]["msg_type"], msg_or_type["content"])
        else:
            self.recorder.message(msg_or_type, content or {})
        return None


class RecordingStream(io.TextIOBase):
    """``sys.stdout`` or ``sys.stderr`` of a cell."""

    encoding = "utf-8"

    def __init__(self, recorder: Recorder, name: str, fd: int) -> None:
        self._recorder = recorder
        self._name = name
        self._fd = fd

    def write(self, text: str) -> int:
        self._recorder.stream(self._name, str(text))
        return len(text)

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._fd

    def isatty(self) -> bool:
        return False
