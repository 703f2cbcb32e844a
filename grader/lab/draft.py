"""Everything the rules look at, read once: a lab as its author left it."""

from __future__ import annotations

import ast
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from grader.errors import ContentError
from grader.lab.attempts import Attempt, read_attempts
from grader.lab.model import Exercise, Lab, Problem, shown_path
from grader.lab.notebook import find_exercises
from grader.lab.pairing import read_source
from grader.settings import Course


@dataclass(frozen=True)
class Source:
    """A Python file of checks; ``tree`` is None when it can't be parsed."""

    name: str
    where: str
    text: str
    tree: ast.Module | None

    def functions(self) -> dict[str, ast.FunctionDef]:
        """Top-level functions by name."""
        body = self.tree.body if self.tree else []
        return {node.name: node for node in body if isinstance(node, ast.FunctionDef)}


@dataclass(frozen=True)
class Draft:
    """A lab's parts.

    Attributes
    ----------
    lines: line of lab.py on which each cell's source starts.
    checks: hidden.py and visible.py.
    hints: hints.toml as read; empty when it is missing or broken.
    """

    course: Course
    lab: Lab
    notebook: NotebookNode
    lines: list[int]
    exercises: list[Exercise]
    checks: tuple[Source, ...]
    hints: dict[str, Any]
    attempts: list[Attempt]

    def at(self, cell: int | None, message: str, line_in_cell: int = 0) -> Problem:
        """A problem of one cell, or of one line of it (from 0)."""
        line = self.lines[cell] + line_in_cell if cell is not None and cell < len(self.lines) else None
        return Problem(shown_path(self.lab, "lab.py"), line, message)

    def of_file(self, name: str, message: str, line: int | None = None) -> Problem:
        """A problem of one file of the lab."""
        return Problem(shown_path(self.lab, name), line, message)

    def auto(self) -> list[str]:
        """Ids of the exercises that hidden.py decides."""
        return [e.id for e in self.exercises if e.kind == "auto"]


def read_draft(course: Course, lab: Lab, hidden: Path | None = None) -> tuple[Draft | None, list[Problem]]:
    """The draft, or None when there is no notebook to look at; and what could not be read."""
    try:
        notebook = read_source(lab)
    except ContentError as error:
        return None, [Problem(shown_path(lab, "lab.py"), None, error.message)]
    exercises = find_exercises(notebook)
    checks, problems = [], []
    for name, path in (
        ("hidden.py", hidden or lab.path("hidden.py")),
        ("visible.py", lab.path("visible.py")),
    ):
        source, wrong = _read_checks(name, shown_path(lab, name), path)
        checks.append(source)
        problems += wrong
    hints, wrong = _read_hints(lab)
    attempts, unreadable = read_attempts(lab, [e.id for e in exercises if e.kind == "auto"])
    lines = cell_lines(lab.path("lab.py").read_text(encoding="utf-8"))
    draft = Draft(course, lab, notebook, lines, exercises, tuple(checks), hints, attempts)
    return draft, problems + wrong + unreadable


def cell_lines(text: str) -> list[int]:
    """The line (from 1) after each ``# %%`` line."""
    return [number + 1 for number, line in enumerate(text.splitlines(), 1) if line.startswith("# %%")]


def _read_checks(name: str, where: str, path: Path) -> tuple[Source, list[Problem]]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Source(name, where, "", None), [Problem(where, None, "ファイルがありません。")]
    try:
        return Source(name, where, text, ast.parse(text)), []
    except SyntaxError as error:
        return Source(name, where, text, None), [
            Problem(where, error.lineno, f"Python として読めません（{error.msg}）。")
        ]


def _read_hints(lab: Lab) -> tuple[dict[str, Any], list[Problem]]:
    where = shown_path(lab, "hints.toml")
    try:
        return tomllib.loads(lab.path("hints.toml").read_text(encoding="utf-8")), []
    except FileNotFoundError:
        return {}, [Problem(where, None, "ファイルがありません。")]
    except tomllib.TOMLDecodeError as error:
        return {}, [Problem(where, None, f"TOML として読めません（{error}）。")]
