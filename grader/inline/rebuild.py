"""The trainee's notebook as nbgrader would grade it, written by us.

From the submission come the order of the cells, the text of answers, and cells
that nbgrader does not know. Every text that is locked, and all metadata, comes
from the course: a tag or a claim about points never gets in.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from grader.engine.outputs import escape_markdown
from grader.engine.parse import text_of
from grader.engine.prepare import MAX_CELL, MAX_OWN_CELLS, grade_id_of
from grader.inline.model import Cell, Sheet, grade_id, has_points, is_answer

_PICTURES = ("image/png", "image/jpeg", "image/gif")
_BEGIN_RAW = ("code", "markdown", "raw")


@dataclass(frozen=True)
class Paper:
    """One notebook of one trainee, ready to run.

    Attributes
    ----------
    notebook: nbformat JSON.
    keys: for each cell, the key of the source's cell that it is (``cell_keys``), "" for an own one.
    problems: Japanese sentences for the instructor.
    """

    notebook: dict[str, Any]
    keys: list[str]
    problems: tuple[str, ...] = ()


def cell_keys(sheet: Sheet) -> list[str]:
    """A name for each cell of the source: its grade_id, or a number for what nbgrader does not know."""
    return [grade_id(cell) or f"+{number}" for number, cell in enumerate(sheet.cells)]


def rebuild(sheet: Sheet, cells: list[Cell]) -> Paper:
    """The notebook to run; pure."""
    matched = _match(sheet, cells)
    masters = dict(zip(cell_keys(sheet), sheet.cells, strict=True))
    built: list[Cell] = []
    keys: list[str] = []
    problems: list[str] = []
    room = MAX_OWN_CELLS
    for cell, key in zip(cells, matched, strict=True):
        if not key or not grade_id(masters[key]):
            room -= 1
        if room >= 0 or grade_id(masters.get(key, {"metadata": {}})):
            built.append(_known(masters[key], cell) if key else _own(cell))
            keys.append(key)
    if room < 0:
        problems.append(
            f"{sheet.name}: 追加したセルが{MAX_OWN_CELLS}個より多いので、残りは実行していません。"
        )
    lost = [k for k, cell in masters.items() if has_points(cell) and k not in keys and not is_answer(cell)]
    if lost:
        problems.append(
            f"{sheet.name}: 確認のセルが消えていました（{'、'.join(lost)}）。元に戻して採点しました。"
        )
    for key in lost:
        built.append(copy.deepcopy(masters[key]))
        keys.append(key)
    return Paper(_as_notebook(sheet, built), keys, tuple(problems))


def fill_in(sheet: Sheet, answers: dict[str, str]) -> Paper:
    """The source's own notebook with these answers: the model's, or none for a blank one."""
    cells = [
        {**copy.deepcopy(cell), "source": answers.get(key, text_of(cell))}
        for key, cell in zip(cell_keys(sheet), sheet.cells, strict=True)
    ]
    return Paper(_as_notebook(sheet, cells), cell_keys(sheet))


def _as_notebook(sheet: Sheet, cells: list[Cell]) -> dict[str, Any]:
    count = 0
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
        if cell["cell_type"] == "code":
            # The leading cells of everybody have the same names, so that they can be run once.
            cell.update(id=f"code-{count}", outputs=[], execution_count=None)
            count += 1
    metadata = copy.deepcopy(sheet.metadata)
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}


def _match(sheet: Sheet, cells: list[Cell]) -> list[str]:
    """For each cell the source's key; of two with one grade_id the later one counts, as in nbgrader."""
    known = {grade_id(cell) for cell in sheet.cells} - {""}
    matched = [""] * len(cells)
    taken: set[str] = set()
    for at in reversed(range(len(cells))):
        name = grade_id_of(cells[at])
        if name in known and name not in taken:
            matched[at] = name
            taken.add(name)
    plain = {k: c for k, c in zip(cell_keys(sheet), sheet.cells, strict=True) if not grade_id(c)}
    for at, cell in enumerate(cells):
        if not matched[at] and (key := _find_plain(cell, plain)):
            matched[at] = key
            del plain[key]
    return matched


def _find_plain(cell: Cell, plain: dict[str, Cell]) -> str:
    ident = cell.get("id")
    if isinstance(ident, str):
        for key, master in plain.items():
            if master.get("id") == ident:
                return key
    same = (
        k for k, m in plain.items() if (m["cell_type"], text_of(m)) == (cell.get("cell_type"), text_of(cell))
    )
    return next(same, "")


def _known(master: Cell, cell: Cell) -> Cell:
    """A cell of the source; what is the trainee's in it is the text, where nothing locks it."""
    if grade_id(master) and not is_answer(master):
        return copy.deepcopy(master)
    own = {"cell_type": master["cell_type"], "metadata": copy.deepcopy(master["metadata"])}
    return _written(own, cell)


def _own(cell: Cell) -> Cell:
    kind = cell.get("cell_type")
    return _written({"cell_type": kind if kind in _BEGIN_RAW else "raw", "metadata": {}}, cell)


def _written(own: Cell, cell: Cell) -> Cell:
    text = text_of(cell)[:MAX_CELL]
    if own["cell_type"] != "code":
        text = escape_markdown(text)
        pictures = dict(_pictures_of(cell.get("attachments")))
        own = {**own, **({"attachments": pictures} if pictures else {})}
    return {**own, "source": text}


def _pictures_of(attachments: Any) -> Iterator[tuple[str, dict[str, str]]]:
    """Pasted pictures of a written answer."""
    for name, bundle in attachments.items() if isinstance(attachments, dict) else ():
        if isinstance(name, str) and isinstance(bundle, dict):
            kept = {kind: bundle[kind] for kind in _PICTURES if isinstance(bundle.get(kind), str)}
            if kept:
                yield name, kept
