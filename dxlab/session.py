"""What this kernel knows: the shell, the lab folder, the text of executed cells.

The one place that touches IPython. Without IPython (a plain script) cards are
written to standard output and the rest is unknown.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dxlab.cards import Card
from dxlab.labfiles import Lab, LabError, find_lab, read_lab

_RESET = re.compile(r"^\s*(?:dxlab\.)?reset\(.*$", re.MULTILINE)


@dataclass
class Session:
    """State of one kernel.

    Attributes
    ----------
    folder: the lab folder found first; keeps working after a ``chdir``.
    executed: cell id -> text of its last execution, ``reset(...)`` lines left out.
    stopped: cell id -> the exception that ended its last execution.
    running: id and text of the cell that runs now ("" where the frontend sends none).
    """

    folder: Path | None = None
    executed: dict[str, str] = field(default_factory=dict)
    stopped: dict[str, BaseException] = field(default_factory=dict)
    running: tuple[str, str] = ("", "")

    def note_cell(self, info: Any) -> None:
        """IPython's ``pre_run_cell`` event."""
        cell_id, text = getattr(info, "cell_id", None) or "", getattr(info, "raw_cell", None) or ""
        self.running = (cell_id, text)
        kept = without_reset(text)
        if cell_id and (kept.strip() or not text.strip()):
            self.executed[cell_id] = kept

    def note_result(self, result: Any) -> None:
        """IPython's ``post_run_cell`` event."""
        cell_id = getattr(getattr(result, "info", None), "cell_id", None) or ""
        error = getattr(result, "error_before_exec", None) or getattr(result, "error_in_exec", None)
        self.stopped.pop(cell_id, None)
        if cell_id and error is not None:
            self.stopped[cell_id] = error


SESSION = Session()


def without_reset(text: str) -> str:
    """The cell's text without the line that asked for a reset."""
    return _RESET.sub("", text)


def find_shell() -> Any:
    """The running IPython shell, or None. IPython is not imported for it."""
    module = sys.modules.get("IPython")
    return module.get_ipython() if module is not None else None


def has_controls() -> bool:
    """Whether widgets work here: a frontend has to be able to speak to the kernel.

    While a submission is graded nobody does, and building them costs most of a no-code lab's time.
    """
    return hasattr(getattr(find_shell(), "kernel", None), "comm_manager")


def current_lab() -> Lab:
    """The lab of this notebook.

    Raises
    ------
    LabError: the notebook is not in a lab folder, or lab.json is damaged.
    """
    folder = find_lab(Path.cwd()) or SESSION.folder
    if folder is None:
        raise LabError(
            "演習のフォルダが見つかりません（lab.json がありません）。",
            "ノートブックを、配られたフォルダから動かさずに開いてください。",
        )
    SESSION.folder = folder
    return read_lab(folder)


def running_cell() -> tuple[str, str]:
    """Id and text of the cell that runs now; "" where the frontend sends none.

    JupyterLab names the cell in the metadata of its execute_request.
    """
    parent: Any = getattr(find_shell(), "parent_header", None)
    try:
        return str(parent["metadata"]["cellId"]), str(parent["content"]["code"])
    except (KeyError, TypeError):
        return SESSION.running


def show(card: Card) -> None:
    """Show a card below the cell."""
    if find_shell() is None:
        sys.stdout.write(f"{card}\n")
        return
    from IPython.display import display

    display(card)


def show_markdown(text: str) -> None:
    """Show a page of the lab below the cell."""
    if find_shell() is None:
        sys.stdout.write(f"{text}\n")
        return
    from IPython.display import display

    # Where Markdown is not shown, the page is readable as it is.
    display({"text/markdown": text, "text/plain": text}, raw=True)
