"""A submission's bytes become a notebook that we wrote ourselves.

From the submission come only the text of answer cells, cells that the trainee
added, and ``answers.json``. Every other cell, and all metadata, comes from the
source: a cell tag alone can win full marks in nbgrader.
"""

from __future__ import annotations

import copy
import json
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dxlab.answers import MAX_BYTES, parse_answers
from grader.engine.model import Assignment, Limits, Submission

Cell = dict[str, Any]


class Unreadable(Exception):
    """No notebook can be read from the submission; the text is Japanese."""


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
    problems: list[str] = []
    path = _find_notebook(submission.folder, assignment.name, problems)
    cells = _read_cells(path, limits)
    ids = {cell_id for cell_id in map(grade_id_of, assignment.source["cells"]) if cell_id}
    texts, groups = _sort_cells(cells, assignment, problems)
    missing = [e.id for e in assignment.exercises if e.kind == "auto" and e.id not in _ids(cells) & ids]
    if missing:
        problems.append(f"確認のセルが消えていました（{'、'.join(missing)}）。元に戻して採点しました。")
    notebook = _rebuild(assignment, texts, groups)
    answers = _read_answers(submission.folder / "answers.json", problems)
    return Prepared(notebook, texts, answers, tuple(problems))


def grade_id_of(cell: Any) -> str | None:
    """The nbgrader id of a cell, or None; tolerates metadata of any form."""
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    found = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return found if isinstance(found, str) else None


def text_of(cell: Cell) -> str:
    """Source of a cell as one text."""
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    return source if isinstance(source, str) else ""


# --- reading bytes -------------------------------------------------------------


def _find_notebook(folder: Path, name: str, problems: list[str]) -> Path:
    """``<name>.ipynb``, or a browser's second download ``<name> (1).ipynb``; of several the newest."""
    pattern = re.compile(rf"{re.escape(name)}( ?\(\d+\))?\.ipynb")
    found = [entry for entry in _plain_files(folder) if pattern.fullmatch(entry.name)]
    if not found:
        raise Unreadable(f"{name}.ipynb が入っていません。")
    found.sort(key=lambda entry: entry.stat(follow_symlinks=False).st_mtime)
    if len(found) > 1:
        problems.append(
            f"同じノートブックが{len(found)}つありました。新しい「{found[-1].name}」を採点しました。"
        )
    elif found[0].name != f"{name}.ipynb":
        problems.append(f"ファイル名が「{found[0].name}」でした。そのまま採点しました。")
    return Path(found[-1].path)


def _plain_files(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if entry.is_file(follow_symlinks=False)]
    except OSError as error:
        raise Unreadable("提出フォルダを開けませんでした。") from error


def _read_bytes(path: Path, limit: int) -> bytes:
    """Bytes of a plain file; never follows a link, never waits on a pipe."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with open(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > limit:
            raise ValueError("not a plain file of an acceptable size")
        return file.read(limit)


def _read_cells(path: Path, limits: Limits) -> list[Cell]:
    try:
        data = _read_bytes(path, limits.notebook_bytes)
    except ValueError as error:
        raise Unreadable(
            "ノートブックが大きすぎます。出力を消してから、もう一度提出してもらってください。"
        ) from error
    except OSError as error:
        raise Unreadable("ノートブックのファイルを開けませんでした。") from error
    try:
        notebook = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(
            "ノートブックのファイルがこわれていて、読めません。もう一度保存して提出してもらってください。"
        ) from error
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        cells = _cells_of_format_3(notebook)
    if cells is None:
        raise Unreadable(
            "ノートブックの形をしていません。別のファイルを提出していないか、確かめてもらってください。"
        )
    return [cell for cell in cells if isinstance(cell, dict)]


def _cells_of_format_3(notebook: Any) -> list[Any] | None:
    """Cells of an old notebook (nbformat 3), whose code stands under ``input``."""
    sheets = notebook.get("worksheets") if isinstance(notebook, dict) else None
    if not isinstance(sheets, list) or not sheets or not isinstance(sheets[0], dict):
        return None
    cells = sheets[0].get("cells")
    if not isinstance(cells, list):
        return None
    return [{**c, "source": c.get("input", c.get("source", ""))} for c in cells if isinstance(c, dict)]


def _read_answers(path: Path, problems: list[str]) -> dict[str, Any]:
    if not path.exists() and not path.is_symlink():
        return {}
    try:
        return parse_answers(_read_bytes(path, MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        problems.append("answers.json（確認テストの答え）が読めませんでした。確認テストは0点としました。")
        return {}


# --- sorting and rebuilding ------------------------------------------------------


def _ids(cells: list[Cell]) -> set[str]:
    return {cell_id for cell_id in map(grade_id_of, cells) if cell_id}


def _sort_cells(
    cells: list[Cell], assignment: Assignment, problems: list[str]
) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Answer texts by grade_id, and added code by the source cell that it follows ("" = the start)."""
    source_ids = {cell["id"] for cell in assignment.source["cells"]}
    answers = {e.answer for e in assignment.exercises if e.answer}
    texts: dict[str, str] = {}
    groups: dict[str, list[str]] = {}
    here = ""
    for cell in cells:
        name = _name_of(cell)
        known = name in source_ids
        if known and name in answers and name not in texts:
            texts[name] = text_of(cell)
        elif known and name in answers:
            problems.append(f"{name} のセルが2つ以上ありました。最初のものを答えとしました。")
            groups.setdefault(here, []).append(text_of(cell))
            continue
        elif not known and cell.get("cell_type") == "code":
            groups.setdefault(here, []).append(text_of(cell))
        here = name if known else here
    return texts, groups


def _name_of(cell: Cell) -> str:
    """The grade_id, else the cell id, else an empty text."""
    name = grade_id_of(cell) or cell.get("id")
    return name if isinstance(name, str) else ""


def _rebuild(assignment: Assignment, texts: dict[str, str], groups: dict[str, list[str]]) -> dict[str, Any]:
    stubs = {e.answer: e.stub or "" for e in assignment.exercises if e.answer}
    notebook = copy.deepcopy({k: v for k, v in assignment.source.items() if k != "cells"})
    notebook["cells"] = _added(groups.get("", []), "start")
    for cell in assignment.source["cells"]:
        fresh = copy.deepcopy(cell)
        name = cell["id"]
        if name in stubs:
            # A deleted answer counts as untouched: the stub comes back, not the model answer.
            fresh["source"] = texts.get(name, stubs[name])
        if fresh["cell_type"] == "code":
            fresh.update(outputs=[], execution_count=None)
        notebook["cells"] += [fresh, *_added(groups.get(name, []), name)]
    return notebook


def _added(sources: list[str], after: str) -> list[Cell]:
    """Cells of the trainee's own: they run, they are never graded."""
    return [
        {
            "cell_type": "code",
            "id": f"own-{after}-{n}"[:64],
            "metadata": {},
            "source": source,
            "outputs": [],
            "execution_count": None,
        }
        for n, source in enumerate(sources)
        if source.strip()
    ]
