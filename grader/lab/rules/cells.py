"""Rules for the notebook's cells, points included."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator

import nbformat

from dxlab.blanks import asks_form
from grader.lab.draft import Draft
from grader.lab.model import Exercise, Problem
from grader.lab.notebook import POINTS, checked_id, grade_id, is_answer, nbgrader_of, read_ipynb, solution_of
from grader.lab.schema import TOTAL_POINTS
from grader.stock.generate import clear_solutions

_ID = re.compile(r"[a-z][a-z0-9_]*")
QUIZ_POINTS = 5.0


def ids_are_fine(draft: Draft) -> Iterator[Problem]:
    """Ids double as cell ids, so they are plain and unique."""
    counts = Counter(grade_id(cell) for cell in draft.notebook.cells)
    for index, cell in enumerate(draft.notebook.cells):
        name = grade_id(cell)
        if cell.cell_type == "code" and not name:
            first = cell.source.strip().split("\n")[0][:40]
            yield draft.at(index, f"コードのセルに grade_id がありません（{first}）。")
        elif name and not _ID.fullmatch(name):
            yield draft.at(index, f"grade_id「{name}」は英小文字・数字・_ で書いてください。")
        elif name and counts[name] > 1:
            yield draft.at(index, f"grade_id「{name}」が{counts[name]}回使われています。")


def nothing_gets_lost(draft: Draft) -> Iterator[Problem]:
    """The two things that a trip through py:percent loses."""
    path = draft.lab.path("lab.ipynb")
    if not path.is_file():
        return
    try:
        notebook = read_ipynb(path)
    except ValueError:
        return  # the rule on the pair reports it
    for cell in notebook.cells:
        if cell.cell_type == "code" and any(line.startswith("# %%") for line in cell.source.split("\n")):
            yield draft.of_file("lab.ipynb", f"セル「{cell['id']}」に「# %%」で始まる行があります。")
        if cell.get("attachments"):
            yield draft.of_file(
                "lab.ipynb", f"セル「{cell['id']}」に画像などが添付されています。files を使ってください。"
            )


def instructor_code_is_locked(draft: Draft) -> Iterator[Problem]:
    """Only answer cells are open to trainees."""
    for index, cell in enumerate(draft.notebook.cells):
        meta = nbgrader_of(cell)
        if not meta:
            continue
        if meta.get("schema_version") != 3:
            yield draft.at(index, f"セル「{grade_id(cell)}」の schema_version を 3 にしてください。")
        if meta.get("task"):
            yield draft.at(index, f"セル「{grade_id(cell)}」の task を false にしてください。")
        if bool(meta.get("locked")) == is_answer(cell):
            right = "false" if is_answer(cell) else "true"
            yield draft.at(index, f"セル「{grade_id(cell)}」の locked を {right} にしてください。")


def code_is_plain_python(draft: Draft) -> Iterator[Problem]:
    """Cells run in kernels, in the grader's runner and in verify: only Python means the same in all."""
    for index, cell in enumerate(draft.notebook.cells):
        if cell.cell_type != "code":
            continue
        try:
            ast.parse(cell.source)
        except SyntaxError as error:
            yield draft.at(
                index, f"セル「{cell['id']}」の{error.lineno}行目が Python として読めません（{error.msg}）。"
            )


def exercises_are_whole(draft: Draft) -> Iterator[Problem]:
    """Task, answer cell, test cell."""
    for index, cell in enumerate(draft.notebook.cells):
        test, meta = checked_id(cell), nbgrader_of(cell)
        if test and test != grade_id(cell):
            yield draft.at(index, f'check("{test}") のセルの grade_id は「{test}」にしてください。')
        if meta.get("grade") and not meta.get("solution") and not test:
            yield draft.at(
                index,
                f'点の付くセル「{grade_id(cell)}」の中身は check("{grade_id(cell)}") だけにしてください。',
            )
    answers = set()
    for exercise in draft.exercises:
        answers.add(exercise.answer)
        yield from _check_exercise(draft, exercise)
    for index, cell in enumerate(draft.notebook.cells):
        if is_answer(cell) and index not in answers:
            yield draft.at(index, f"答えのセル「{grade_id(cell)}」に組になる問題がありません。")


def _check_exercise(draft: Draft, exercise: Exercise) -> Iterator[Problem]:
    if exercise.kind == "quiz":
        return
    test = next(i for i, cell in enumerate(draft.notebook.cells) if grade_id(cell) == exercise.id)
    if exercise.answer is None:
        yield draft.at(
            test, f"問題「{exercise.id}」の答えのセル（grade_id は {exercise.id}_answer）がありません。"
        )
    elif exercise.answer > test:
        yield draft.at(test, f"問題「{exercise.id}」の答えのセルは、確認のセルより前に置いてください。")
    if exercise.kind == "manual" and draft.notebook.cells[test].cell_type != "markdown":
        yield draft.at(test, f"記述問題「{exercise.id}」は文章のセルにしてください。")


def stubs_have_blanks(draft: Draft) -> Iterator[Problem]:
    """A stub that holds ``____`` is recognised as untouched."""
    for exercise in draft.exercises:
        if exercise.kind != "auto" or exercise.answer is None:
            continue
        cell = draft.notebook.cells[exercise.answer]
        if not solution_of(cell.source).strip():
            yield draft.at(
                exercise.answer,
                f"「{exercise.id}」に模範解答がありません（### BEGIN SOLUTION と ### END SOLUTION）。",
            )
            continue
        stub = _stub(draft, exercise.answer)
        if stub is None:
            yield draft.at(exercise.answer, f"「{exercise.id}」の模範解答の印が組になっていません。")
        elif "____" not in stub and not asks_form(stub, exercise.id):
            yield draft.at(exercise.answer, f"「{exercise.id}」の書きかけに ____ がありません。")
        elif re.search(r"^\s*raise\b", stub, re.MULTILINE):
            yield draft.at(exercise.answer, f"「{exercise.id}」の書きかけに raise は書けません。")


def _stub(draft: Draft, index: int) -> str | None:
    """The answer cell as released; None when its marks are broken."""
    alone = nbformat.from_dict({**draft.notebook, "cells": [draft.notebook.cells[index]]})
    try:
        return clear_solutions(alone).cells[0].source
    except ValueError:
        return None


def points_are_shown(draft: Draft) -> Iterator[Problem]:
    """The task states the points that the cell carries."""
    for exercise in draft.exercises:
        if exercise.kind == "quiz":
            continue
        text = draft.notebook.cells[exercise.task].source if exercise.task is not None else ""
        stated = [float(n) for n in POINTS.findall(text)]
        if not stated:
            yield draft.at(
                exercise.task, f"「{exercise.id}」の問題文に［{exercise.points:g}点］がありません。"
            )
        elif stated != [exercise.points]:
            shown = "、".join(f"{n:g}" for n in stated)
            yield draft.at(
                exercise.task,
                (
                    f"「{exercise.id}」の問題文は{shown}点、セルの設定は{exercise.points:g}点です。"
                    "合わせてください。"
                ),
            )


def points_add_up(draft: Draft) -> Iterator[Problem]:
    """The quiz stands outside the lab's total."""
    total = sum(e.points for e in draft.exercises if e.kind != "quiz")
    wanted = TOTAL_POINTS[draft.lab.track]
    # The template is a lab of two exercises; everything else about it is checked.
    if total != wanted and not draft.lab.id.startswith("_"):
        yield draft.of_file(
            "lab.py", f"配点の合計が{total:g}点です。{wanted}点にしてください（確認テストは別）。"
        )


def manual_parts_agree(draft: Draft) -> Iterator[Problem]:
    """Notebook and lab.toml name the same written parts."""
    cells = {e.id for e in draft.exercises if e.kind == "manual"}
    named = {part.id for part in draft.lab.manual}
    for name in sorted(cells - named):
        yield draft.of_file("lab.toml", f"記述問題「{name}」の採点基準（[[manual]]）がありません。")
    for name in sorted(named - cells):
        yield draft.of_file("lab.toml", f"[[manual]] の「{name}」に当たるセルがありません。")
