"""The executed notebook: what instructors open, and what nbval compares with.

It is executed in a real kernel, in a folder that looks like a trainee's (data,
lab.json, visible.py … beside it), with a fixed secret and draw, so that the
same lab gives the same outputs. Figures are stored as PNG; comparisons look at
text only, because a PNG's bytes depend on the machine's font renderer.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from grader.errors import ContentError
from grader.lab.build import without_outputs, write_beside
from grader.lab.files import new_folder, write_text
from grader.lab.model import Lab, shown_path
from grader.lab.notebook import clean, ipynb_text, read_ipynb
from grader.lab.pairing import read_source
from grader.settings import Course

GOLDEN_SECRET = b"golden"
GOLDEN_DRAW = 0
CELL_SECONDS = 120

#: Output forms that differ between runs (widget models carry random ids).
_DROPPED_FORMS = ("application/vnd.jupyter.widget-view+json",)


def write_golden(course: Course, lab: Lab) -> bool:
    """Execute lab.py and write lab.ipynb; True when the file changed.

    Raises
    ------
    ContentError: a cell raised (``lab-golden``).
    """
    executed = execute_golden(course, lab)
    failed = find_error(executed)
    if failed is not None:
        cell, text = failed
        raise ContentError(
            "lab-golden",
            f"{shown_path(lab, 'lab.py')}: セル「{cell}」を実行するとエラーになります（{text}）。",
            "そのセルを直して、もう一度実行してください。",
        )
    return write_text(lab.path("lab.ipynb"), ipynb_text(executed))


def execute_golden(course: Course, lab: Lab) -> NotebookNode:
    """lab.py executed with the golden secret; errors stay in the outputs."""
    notebook = without_outputs(read_source(lab))
    with tempfile.TemporaryDirectory(prefix="dxlab-golden-") as name:
        write_beside(course, lab, notebook, Path(name), secret=GOLDEN_SECRET, draw=GOLDEN_DRAW)
        write_text(Path(name) / f"{lab.id}.ipynb", ipynb_text(notebook))  # progress() looks into it
        return execute(notebook, Path(name))


def write_golden_workspace(course: Course, lab: Lab, folder: Path) -> Path:
    """A folder in which the stored golden can be run again (for nbval); returns the notebook's path."""
    notebook = read_source(lab)
    with new_folder(folder) as fresh:
        write_beside(course, lab, notebook, fresh, secret=GOLDEN_SECRET, draw=GOLDEN_DRAW)
        write_text(fresh / f"{lab.id}.ipynb", ipynb_text(read_ipynb(lab.path("lab.ipynb"))))
    return folder / f"{lab.id}.ipynb"


def execute(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """Run all cells in a real kernel in ``folder``; a cleaned copy with outputs, errors included."""
    from nbclient import NotebookClient

    copy = nbformat.from_dict(notebook)
    client = NotebookClient(
        copy,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        allow_errors=True,
        record_timing=False,
        store_widget_state=False,
        extra_arguments=[
            "--IPKernelApp.log_level=40"
        ],  # its English warnings would reach the author's terminal
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute(env=_environment(folder))
    return _settled(clean(copy))


def _environment(folder: Path) -> dict[str, str]:
    """The kernel's environment: order of sets fixed, and no state of whoever runs this."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("NBGRADER_")}
    kept.pop("MPLBACKEND", None)  # the kernel chooses its inline backend itself
    return {**kept, "PYTHONHASHSEED": "0", "IPYTHONDIR": str(folder / ".ipython")}


def _settled(notebook: NotebookNode) -> NotebookNode:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [_settle_output(output) for output in _joined(cell.outputs)]
    return notebook


def _settle_output(output: NotebookNode) -> NotebookNode:
    if "data" in output:
        for form in _DROPPED_FORMS:
            output.data.pop(form, None)
    return output


def _joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Neighbouring pieces of one stream as one: where they are cut is chance."""
    kept: list[NotebookNode] = []
    for output in outputs:
        last = kept[-1] if kept else None
        if (
            last is not None
            and output.output_type == "stream" == last.output_type
            and output.name == last.name
        ):
            last.text += output.text
        else:
            kept.append(output)
    return kept


# --- looking at outputs ------------------------------------------------------


def find_error(notebook: NotebookNode) -> tuple[str, str] | None:
    """``(cell id, "Type: text")`` of the first cell that raised."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                return cell["id"], f"{output.ename}: {output.evalue}"[:200]
    return None


def find_stderr(notebook: NotebookNode) -> list[tuple[str, str]]:
    """``(cell id, first line)`` of each cell that wrote to stderr: warnings, missing glyphs."""
    return [
        (cell["id"], output.text.strip().splitlines()[0][:200] if output.text.strip() else "")
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "stream" and output.name == "stderr"
    ]


def text_outputs(cell: Mapping[str, Any]) -> list[tuple[str, str]]:
    """``(form, text)`` of everything a cell shows; of an image only that it is there."""
    shown = []
    for output in cell.get("outputs", []):
        if output["output_type"] == "stream":
            shown.append((output["name"], output["text"]))
        elif output["output_type"] == "error":
            shown.append(("error", output["ename"]))
        for form, value in sorted(output.get("data", {}).items()):
            shown.append((form, "" if form.startswith("image/") else str(value)))
    return shown


def stale_cells(stored: NotebookNode, fresh: NotebookNode) -> list[str]:
    """Ids of cells whose stored outputs differ from a fresh run."""
    outputs = {cell["id"]: text_outputs(cell) for cell in stored.cells}
    return [cell["id"] for cell in fresh.cells if outputs.get(cell["id"]) != text_outputs(cell)]
