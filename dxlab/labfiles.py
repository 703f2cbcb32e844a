"""The files of a released lab, as the trainee has them."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dxlab.blanks import asks_form

HINT_STEPS = ("idea", "tool", "skeleton")


class LabError(Exception):
    """Something the trainee can mend: a Japanese sentence and what to do next.

    IPython shows the sentence in place of a traceback.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def _render_traceback_(self) -> list[str]:
        return [line for line in (self.message, self.hint) if line]


@dataclass(frozen=True)
class Exercise:
    """One line of points; ``kind`` is auto, manual or quiz (see docs/architecture.md)."""

    id: str
    title: str
    points: float
    kind: str
    answer: str | None
    stub: str | None

    @property
    def is_form(self) -> bool:
        return self.kind == "auto" and asks_form(self.stub or "", self.id)


@dataclass(frozen=True)
class Lab:
    """lab.json and the folder it is in."""

    folder: Path
    id: str
    title: str
    subtitle: str
    exercises: tuple[Exercise, ...]
    data: tuple[tuple[str, str], ...]

    @property
    def notebook(self) -> Path:
        return self.folder / f"{self.id}.ipynb"

    def find(self, exercise: str) -> Exercise | None:
        return next((e for e in self.exercises if e.id == exercise), None)


def find_lab(start: Path) -> Path | None:
    """The nearest folder at or above ``start`` that holds lab.json."""
    start = start.absolute()
    return next((f for f in (start, *start.parents) if (f / "lab.json").is_file()), None)


def read_lab(folder: Path) -> Lab:
    """The lab in ``folder``.

    Raises
    ------
    LabError: lab.json is missing or damaged.
    """
    try:
        raw = json.loads((folder / "lab.json").read_text(encoding="utf-8"))
        exercises = tuple(_exercise(e) for e in raw["exercises"])
        data = tuple((str(d["file"]), str(d.get("title", ""))) for d in raw.get("data", []))
        return Lab(folder, str(raw["id"]), str(raw["title"]), str(raw.get("subtitle", "")), exercises, data)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise LabError(
            "lab.json が読めません。演習のファイルがこわれているようです。",
            "講師に知らせて、演習のフォルダをもう一度受け取ってください。",
        ) from error


def _exercise(raw: dict[str, Any]) -> Exercise:
    return Exercise(
        str(raw["id"]),
        str(raw.get("title") or raw["id"]),
        float(raw["points"]),
        str(raw["kind"]),
        raw.get("answer"),
        raw.get("stub"),
    )


def read_hints(folder: Path) -> dict[str, list[str]]:
    """Exercise id -> its hints in order; empty when there are none or the file is damaged."""
    try:
        raw = tomllib.loads((folder / "hints.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {
        name: [str(steps[step]) for step in HINT_STEPS if steps.get(step)]
        for name, steps in raw.items()
        if isinstance(steps, dict)
    }


def read_sources(notebook: Path) -> dict[str, str]:
    """Cell id (and grade_id) -> source; empty when the notebook can't be read."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        found: dict[str, str] = {}
        for cell in cells:
            source = cell.get("source", "")
            text = "".join(source) if isinstance(source, list) else str(source)
            grade_id = cell.get("metadata", {}).get("nbgrader", {}).get("grade_id")
            for name in (grade_id, cell.get("id")):
                if isinstance(name, str):
                    found.setdefault(name, text)
        return found
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
