"""A submission's bytes become a notebook that we wrote ourselves.

From the submission come only the text of answer cells, cells that the trainee
added, and ``answers.json``. Every other cell, and all metadata, comes from the
source: a cell tag alone can win full marks in nbgrader.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from dxlab.answers import MAX_BYTES, parse_answers
from grader.engine.folder import Unreadable, list_entries, read_entry
from grader.engine.model import Assignment, Limits, Submission
from grader.engine.parse import Cell, parse_cells, text_of
from grader.engine.sanitise import Found, decide_entries

__all__ = ["Prepared", "Unreadable", "grade_id_of", "prepare", "rebuild", "text_of"]

MAX_OWN_CELLS = 500
MAX_CELL = 1_000_000  # letters; a pasted table fits


@dataclass(frozen=True)
class Prepared:
    """The notebook to run.

    Attributes
    ----------
    notebook: nbformat JSON, rebuilt.
    texts: grade_id -> the trainee's text of each answer cell that was found.
    answers: content of answers.json, checked; empty when there is none.
    problems: Japanese sentences for the instructor.
    """

    notebook: dict[str, Any]
    texts: dict[str, str]
    answers: dict[str, Any]
    problems: tuple[str, ...]


def prepare(assignment: Assignment, submission: Submission, limits: Limits) -> Prepared:
    """Rebuild the notebook; raises ``Unreadable``."""
    folder = submission.folder
    entries, cut = list_entries(folder, first=(f"{assignment.name}.ipynb", "answers.json"))
    released = {path: len(data) for path, data in assignment.files.items()}
    found = decide_entries(entries, cut, assignment.name, released)
    problems = list(found.problems)
    cells = _read_cells(folder, found, limits, problems)
    answers = _read_answers(folder, found, problems)
    rebuilt = rebuild(assignment, cells)
    return Prepared(rebuilt.notebook, rebuilt.texts, answers, (*problems, *rebuilt.problems))


def rebuild(assignment: Assignment, cells: list[Cell]) -> Prepared:
    """The source's notebook with the answers and own cells found in ``cells``; pure."""
    problems: list[str] = []
    texts, groups = _sort_cells(cells, assignment, problems)
    present = {name for cell in cells if (name := grade_id_of(cell))}
    missing = [e.id for e in assignment.exercises if e.kind == "auto" and e.id not in present]
    if missing:
        problems.append(f"確認のセルが消えていました（{'、'.join(missing)}）。元に戻して採点しました。")
    return Prepared(_rebuild(assignment, texts, groups), texts, {}, tuple(problems))


def grade_id_of(cell: Any) -> str | None:
    """The nbgrader id of a cell, or None; tolerates metadata of any form."""
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    found = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return found if isinstance(found, str) else None


# --- reading bytes -------------------------------------------------------------


def _read_cells(folder: Path, found: Found, limits: Limits, problems: list[str]) -> list[Cell]:
    try:
        data = read_entry(folder, found.notebook, limits.notebook_bytes)
    except ValueError as error:
        raise Unreadable(
            "ノートブックが大きすぎます。出力を消してから、もう一度提出してください。"
        ) from error
    except OSError as error:
        raise Unreadable("ノートブックのファイルを開けませんでした。") from error
    cells, remarks = parse_cells(data)
    problems += remarks
    return cells


def _read_answers(folder: Path, found: Found, problems: list[str]) -> dict[str, Any]:
    if not found.answers:
        return {}
    try:
        if found.answers != "file":
            raise ValueError(found.answers)
        return parse_answers(read_entry(folder, "answers.json", MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        problems.append("answers.json（確認テストの答え）が読めませんでした。確認テストは0点としました。")
        return {}


# --- sorting and rebuilding ------------------------------------------------------


def _sort_cells(
    cells: list[Cell], assignment: Assignment, problems: list[str]
) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Answer texts by grade_id, and added code by the source cell that it follows ("" = the start)."""
    source_ids = {cell["id"] for cell in assignment.source["cells"]}
    answers = {e.answer for e in assignment.exercises if e.answer}
    texts: dict[str, str] = {}
    groups: dict[str, list[str]] = {}
    twice: dict[str, None] = {}
    here, room = "", MAX_OWN_CELLS
    for cell in cells:
        name = _name_of(cell)
        known = name in source_ids
        if known and name in answers and name not in texts:
            texts[name] = _bounded(text_of(cell), name, problems)
        elif name in answers or (not known and cell.get("cell_type") == "code"):
            if known:
                twice[name] = None
            room -= 1
            if room >= 0:
                groups.setdefault(here, []).append(_bounded(text_of(cell), "追加したセル", problems))
            continue
        here = name if known else here
    problems += [f"{name} のセルが2つ以上ありました。最初のものを答えとしました。" for name in twice]
    if room < 0:
        problems.append(f"追加したセルが{MAX_OWN_CELLS}個より多いので、残りは実行していません。")
    return texts, groups


def _bounded(text: str, what: str, problems: list[str]) -> str:
    if len(text) <= MAX_CELL:
        return text
    sentence = f"{what}が長すぎるので（{MAX_CELL:,}文字まで）、空として扱いました。"
    if sentence not in problems:
        problems.append(sentence)
    return ""


def _name_of(cell: Cell) -> str:
    """The grade_id, else the cell id, else an empty text."""
    name = grade_id_of(cell) or cell.get("id")
    return name if isinstance(name, str) else ""


def _rebuild(assignment: Assignment, texts: dict[str, str], groups: dict[str, list[str]]) -> dict[str, Any]:
    stubs = {e.answer: e.stub or "" for e in assignment.exercises if e.answer}
    notebook = copy.deepcopy({k: v for k, v in assignment.source.items() if k != "cells"})
    number = count(1)
    notebook["cells"] = _added(groups.get("", []), number)
    for cell in assignment.source["cells"]:
        fresh = copy.deepcopy(cell)
        name = cell["id"]
        if name in stubs:
            # A deleted answer counts as untouched: the stub comes back, not the model answer.
            fresh["source"] = texts.get(name, stubs[name])
        if fresh["cell_type"] == "code":
            fresh.update(outputs=[], execution_count=None)
        notebook["cells"] += [fresh, *_added(groups.get(name, []), number)]
    return notebook


def _added(sources: list[str], number: Iterator[int]) -> list[Cell]:
    """Cells of the trainee's own: they run, they are never graded."""
    return [
        {
            "cell_type": "code",
            "id": f"own-{next(number)}",
            "metadata": {},
            "source": source,
            "outputs": [],
            "execution_count": None,
        }
        for source in sources
        if source.strip()
    ]
