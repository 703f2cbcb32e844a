"""Notebooks of the demo: the release with answers written into it, and the points they deserve."""

from __future__ import annotations

import ast
import copy
import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.demo.people import Person

Notebook = dict[str, Any]


@dataclass(frozen=True)
class SampleAnswer:
    """The text of an answer cell and the points it deserves."""

    source: str
    points: float


@dataclass(frozen=True)
class LabAnswers:
    """What can be answered in a lab.

    Attributes
    ----------
    answer_cells: exercise id -> grade_id of its answer cell.
    model: exercise id -> the model answer.
    wrong: exercise id -> sample answers that do not get full points.
    quiz: question id -> right option.
    written: grade_ids of written parts.
    """

    answer_cells: Mapping[str, str]
    model: Mapping[str, SampleAnswer]
    wrong: Mapping[str, Sequence[SampleAnswer]]
    quiz: Mapping[str, str]
    written: Sequence[str]


@dataclass(frozen=True)
class HandIn:
    """Files of one hand-in and the points that its answers deserve; None: the notebook can't be read."""

    notebook: bytes
    answers: bytes | None
    points: dict[str, float] | None


def build_hand_in(person: Person, release: Notebook, lab: LabAnswers) -> HandIn:
    """The hand-in of one person; the same for the same person and lab."""
    dice = random.Random(person.id)
    chosen = _choose_all(person, lab, dice)
    notebook = copy.deepcopy(release)
    for name, answer in chosen.items():
        if answer is not None:
            _cell(notebook, lab.answer_cells[name])["source"] = answer.source
    points = {name: 0.0 if answer is None else answer.points for name, answer in chosen.items()}
    quiz, right = _answer_quiz(person, lab, dice)
    points["quiz"] = right
    if person.skill > 0:
        _write_memos(person, notebook, lab)
    TWISTS[person.twist](notebook, lab, points)
    data = json.dumps(notebook, ensure_ascii=False, indent=1).encode("utf-8")
    if person.twist == "broken":
        return HandIn(data[: len(data) // 2], quiz, None)
    return HandIn(data, quiz, points)


def _choose_all(person: Person, lab: LabAnswers, dice: random.Random) -> dict[str, SampleAnswer | None]:
    """An answer for every exercise; None: left alone.

    An answer that calls the function of an earlier exercise is only worth its
    points when that one is right, so whoever failed there leaves it alone.
    """
    chosen: dict[str, SampleAnswer | None] = {}
    shaky: set[str] = set()
    for name in lab.model:
        answer = _choose(person, name, lab, dice)
        if answer is not None and _names_in(answer.source) & shaky:
            answer = None
        chosen[name] = answer
        if answer is None or answer.points < lab.model[name].points:
            shaky |= _names_defined(lab.model[name].source)
    return chosen


def _names_in(source: str) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}


def _names_defined(source: str) -> set[str]:
    body = ast.parse(source).body
    functions = {node.name for node in body if isinstance(node, ast.FunctionDef)}
    targets = [t for node in body if isinstance(node, ast.Assign) for t in node.targets]
    return functions | {t.id for t in targets if isinstance(t, ast.Name)}


def _choose(person: Person, name: str, lab: LabAnswers, dice: random.Random) -> SampleAnswer | None:
    if dice.random() < person.skill:
        return lab.model[name]
    wrong = list(lab.wrong.get(name, ()))
    return dice.choice([*wrong, None]) if person.skill > 0 else None


def _answer_quiz(person: Person, lab: LabAnswers, dice: random.Random) -> tuple[bytes | None, float]:
    if person.skill == 0:
        return None, 0.0
    given = {q: option if dice.random() < person.skill else "" for q, option in lab.quiz.items()}
    right = sum(given[q] == option for q, option in lab.quiz.items())
    answered = {q: option for q, option in given.items() if option}
    data = json.dumps({"version": 1, "quiz": answered, "values": {}}, ensure_ascii=False).encode("utf-8")
    return data, float(right)


_MEMO = """市長へのメモ（{section} {name}）

事前入力QRの効果は、先行していない支所の変化と比べて見る必要があります。前後の差には全体の流れが混ざります。
差の差で見た大きさと幅を示し、試行の範囲を広げるかどうかを3か月後に決めることを提案します。
"""


def _write_memos(person: Person, notebook: Notebook, lab: LabAnswers) -> None:
    for grade_id in lab.written:
        _cell(notebook, grade_id)["source"] = _MEMO.format(section=person.section, name=person.name)


def _cell(notebook: Notebook, grade_id: str) -> dict[str, Any]:
    return next(cell for cell in notebook["cells"] if cell.get("id") == grade_id)


# --- what is special about a hand-in ------------------------------------------

Twist = Callable[[Notebook, LabAnswers, dict[str, float]], None]


def _as_it_is(notebook: Notebook, lab: LabAnswers, points: dict[str, float]) -> None:
    """Nothing special (also for the late one and the one whose file gets cut)."""


def _half(notebook: Notebook, lab: LabAnswers, points: dict[str, float]) -> None:
    """Stopped half way: the later exercises still hold a blank."""
    names = list(lab.model)
    for name in names[len(names) // 2 :]:
        _cell(notebook, lab.answer_cells[name])["source"] = "# 途中まで\nvalue = ____\n"
        points[name] = 0.0


def _raises(notebook: Notebook, lab: LabAnswers, points: dict[str, float]) -> None:
    """An answer cell on which no other leans ends in an error."""
    first = next(name for name in lab.model if not _is_used(name, lab))
    _cell(notebook, lab.answer_cells[first])["source"] = "kekka = hyou['待ち時間']\n"
    points[first] = 0.0


def _loops(notebook: Notebook, lab: LabAnswers, points: dict[str, float]) -> None:
    """The last answer cell never ends."""
    last = list(lab.model)[-1]
    _cell(notebook, lab.answer_cells[last])["source"] = (
        "kaisu = 0\nwhile kaisu < 10:\n    kaisu = kaisu * 2\n"
    )
    points[last] = 0.0


def _is_used(name: str, lab: LabAnswers) -> bool:
    defined = _names_defined(lab.model[name].source)
    return any(_names_in(answer.source) & defined for other, answer in lab.model.items() if other != name)


def _deleted(notebook: Notebook, lab: LabAnswers, points: dict[str, float]) -> None:
    """All test cells are gone; the answers still count."""
    tests = set(lab.model) | {"quiz"}
    notebook["cells"] = [cell for cell in notebook["cells"] if cell.get("id") not in tests]


def _duplicated(notebook: Notebook, lab: LabAnswers, points: dict[str, float]) -> None:
    """Every test cell stands there twice, the way copy and paste leaves it."""
    cells = []
    for cell in notebook["cells"]:
        cells.append(cell)
        if cell.get("id") in lab.model:
            cells.append({**copy.deepcopy(cell), "id": f"{cell['id']}-copy"})
    notebook["cells"] = cells


TWISTS: dict[str, Twist] = {
    "": _as_it_is,
    "blank": _as_it_is,
    "late": _as_it_is,
    "broken": _as_it_is,
    "half": _half,
    "raises": _raises,
    "loops": _loops,
    "deleted": _deleted,
    "duplicated": _duplicated,
}
