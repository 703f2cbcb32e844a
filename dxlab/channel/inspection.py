"""What the answering side can read off an object in one request.

All of it is that side's claim: a check compares it, nothing executes it.
"""

from __future__ import annotations

import dataclasses
import inspect
import itertools
import pathlib
import shutil
import tempfile
import warnings
from typing import Any

import numpy as np

from dxlab.channel import limits
from dxlab.channel.errors import LimitExceeded


class Folders:
    """Folders that a check had made, below one scratch folder."""

    def __init__(self, scratch: str | None) -> None:
        self._scratch = scratch
        self._made: list[pathlib.Path] = []

    def make(self, files: dict[str, bytes]) -> pathlib.Path:
        """A fresh folder with these files (relative path -> bytes)."""
        root = pathlib.Path(tempfile.mkdtemp(prefix="folder-", dir=self._scratch))
        self._made.append(root)
        self.put(root, files)
        return root

    def put(self, folder: Any, files: dict[str, bytes]) -> None:
        """Write these files (relative path -> bytes) below ``folder``, over what is there."""
        for name, data in files.items():
            target = pathlib.Path(folder) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)

    def files_of(self, folder: Any) -> dict[str, bytes]:
        """Relative path -> bytes of all plain files below ``folder``; links are left out."""
        found: dict[str, bytes] = {}
        root = pathlib.Path(folder)
        for path in sorted(root.rglob("*")):
            if path.is_symlink() or not path.is_file():
                continue
            if len(found) >= limits.FILES:
                raise LimitExceeded("too many files")
            found[path.relative_to(root).as_posix()] = path.read_bytes()
        return found

    def remove(self) -> None:
        for root in self._made:
            shutil.rmtree(root, ignore_errors=True)


def axes_of(ax: Any) -> dict[str, Any]:
    """What a matplotlib Axes shows, as plain data (see docs/architecture.md)."""
    legend = ax.get_legend()
    return {
        "title": ax.get_title(),
        "xlabel": ax.get_xlabel(),
        "ylabel": ax.get_ylabel(),
        "xlim": [float(v) for v in ax.get_xlim()],
        "ylim": [float(v) for v in ax.get_ylim()],
        "legend": None if legend is None else [text.get_text() for text in legend.get_texts()],
        "lines": [_line(line) for line in ax.get_lines()],
        "bars": [_bar(patch) for patch in ax.patches if hasattr(patch, "get_width")],
        "texts": [text.get_text() for text in ax.texts],
        "xticks": [text.get_text() for text in ax.get_xticklabels()],
        "yticks": [text.get_text() for text in ax.get_yticklabels()],
    }


def _line(line: Any) -> dict[str, Any]:
    from matplotlib.colors import to_hex

    return {
        "x": _numbers(line.get_xdata()),
        "y": _numbers(line.get_ydata()),
        "label": str(line.get_label()),
        "linestyle": str(line.get_linestyle()),
        "color": to_hex(line.get_color()),
        "marker": str(line.get_marker()),
    }


def _numbers(values: Any) -> list[Any]:
    """Plain floats; other kinds (text categories, dates) as text."""
    array = np.asarray(values).reshape(-1)
    if array.dtype.kind in "iufb":
        return [float(v) for v in array]
    return [str(v) for v in array]


def _bar(patch: Any) -> dict[str, float]:
    return {
        "x": float(patch.get_x()),
        "width": float(patch.get_width()),
        "height": float(patch.get_height()),
        "y": float(patch.get_y()),
    }


def drawn_warnings(ax: Any) -> list[str]:
    """Texts of the warnings (missing glyphs, for example) when the figure is drawn."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        ax.figure.canvas.draw()
    return [str(warning.message) for warning in caught]


def fields_of(x: Any) -> dict[str, Any]:
    """Fields of a dataclass, or the public attributes of an object."""
    if dataclasses.is_dataclass(x) and not isinstance(x, type):
        return {field.name: getattr(x, field.name) for field in dataclasses.fields(x)}
    return {name: value for name, value in vars(x).items() if not name.startswith("_")}


def params_of(f: Any) -> list[str]:
    """Parameter names of a function."""
    return list(inspect.signature(f).parameters)


def kinds_of(x: Any) -> list[str]:
    """Names of the classes of an object, nearest first."""
    return [kind.__name__ for kind in type(x).__mro__]


def listed(target: Any) -> list[Any]:
    """What looping over an object gives."""
    items = list(itertools.islice(target, limits.ITEMS + 1))
    if len(items) > limits.ITEMS:
        raise LimitExceeded("too many items")
    return items
