"""A lab that is nothing but a test: a retry of a confirmation test, or a level check.

It is written as an ordinary lab folder, so that building, releasing, handing in
and grading need no second way. Nobody edits it: it is made from questions that
stand elsewhere, and lies with the cohort that got it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode, v4

from grader.lab.files import new_folder, write_text
from grader.lab.model import Lab
from grader.lab.notebook import clean, py_text
from grader.lab.read import parse_lab

_EMPTY = {
    "hidden.py": '"""Nothing but a quiz: its key stands in quiz.toml."""\n',
    "visible.py": '"""Nothing but a quiz: nothing to look at here."""\n',
    "hints.toml": "",
}


@dataclass(frozen=True)
class Sheet:
    """What a test is made of.

    Attributes
    ----------
    id: lab id, nbgrader's assignment.
    intro: Markdown above the form; its heading included.
    closing: Markdown below it.
    questions: as in quiz.toml: id, text, right, wrong; ``unsure`` adds a last option, and
        any further value only changes the order of options.
    points: of the whole test; 0 for one that nobody grades.
    hours: how long it takes.
    name, after: see ``dxlab.quiz_file.Quiz``.
    """

    id: str
    title: str
    subtitle: str
    intro: str
    closing: str
    questions: tuple[dict[str, Any], ...]
    points: int
    hours: float
    name: str
    after: str


def write_quiz_lab(parent: Path, sheet: Sheet) -> Lab:
    """Write ``parent/<sheet.id>/`` and read it back.

    Raises
    ------
    ValueError: the sheet makes no valid lab; a fault of the caller.
    """
    with new_folder(parent / sheet.id) as folder:
        texts = {**_EMPTY, "lab.toml": _lab_toml(sheet), "quiz.toml": _quiz_toml(sheet)}
        for name, text in {**texts, "lab.py": py_text(build_notebook(sheet))}.items():
            write_text(folder / name, text)
    lab, problems = parse_lab(parent / sheet.id)
    if lab is None:
        raise ValueError("\n".join(map(str, problems)))
    return lab


def build_notebook(sheet: Sheet) -> NotebookNode:
    """Greeting, form and the cell that says how many questions are answered."""
    cells = [
        v4.new_markdown_cell(sheet.intro),
        _locked("setup", "from dxlab import *\n\nstart()"),
        _locked("quiz_form", "quiz()"),
        v4.new_markdown_cell(sheet.closing),
        _locked("quiz", 'check("quiz")', points=sheet.points),
    ]
    return clean(nbformat.from_dict({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))


def _locked(name: str, source: str, points: int | None = None) -> NotebookNode:
    meta = {"grade": points is not None, "grade_id": name, "locked": True, "schema_version": 3}
    meta |= {"solution": False, "task": False} | ({} if points is None else {"points": points})
    return v4.new_code_cell(source, metadata={"nbgrader": meta})


def _lab_toml(sheet: Sheet) -> str:
    pairs = {"title": sheet.title, "subtitle": sheet.subtitle, "track": "optional", "phase": 0}
    return _toml({**pairs, "hours": sheet.hours, "competencies": []})


def _quiz_toml(sheet: Sheet) -> str:
    tables = (f"\n[[test]]\n{_toml(question)}" for question in sheet.questions)
    return _toml({"name": sheet.name, "after": sheet.after}) + "".join(tables)


def _toml(table: Mapping[str, Any]) -> str:
    return "".join(f"{key} = {_value(value)}\n" for key, value in table.items())


def _value(value: Any) -> str:
    """A TOML literal: JSON's escapes are TOML's too."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {_value(v)}" for k, v in value.items()) + " }"
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
