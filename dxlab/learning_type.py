"""The learning-type check: ten questions, eight types. Nothing of it leaves the person's folder.

It is no assignment: its folder has no place in nbgrader, and collecting leaves a
folder of its name behind.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from dxlab.cards import Card, Table, Tone, card
from dxlab.guard import kindly
from dxlab.labfiles import Lab, LabError
from dxlab.questions import answer_card, given_answers, overview_card
from dxlab.quiz_file import Question, Quiz
from dxlab.session import current_lab, has_controls, show

ID = "learning-type"
NAME = "学びタイプ診断"
FILE = "learning-type.json"
#: Axis -> (letter on the left, on the right, its word, theirs).
AXES = {
    "motive": ("W", "Y", "動機", "わくわく", "やくだち"),
    "way": ("T", "D", "進め方", "つみあげ", "ためす"),
    "place": ("H", "N", "場", "ひとり", "なかま"),
}
_ITEMS = {axis: tuple(f"q{n}" for n in range(k, 10, 3)) for k, axis in enumerate(AXES, 1)}
_TIES = {axis: f"k{k}" for k, axis in enumerate(AXES, 1)}
_VALUES = dict(zip("abcde", (-2, -1, 0, 1, 2), strict=True))
#: A sum this near to 0 leans to neither side.
_NEAR = 1


class Score(NamedTuple):
    """Sums per axis (left below 0), the type's code ("" while a tie is open), and which axes lean to neither side."""

    axes: dict[str, int]
    type: str
    balance: dict[str, bool]


def score(answers: Mapping[str, int]) -> Score:
    """From answers q1…q9 (−2…+2, and k1…k3 for ties) to a type.

    A sum of 0 takes the side of its last question, else that of its tie-break question.
    """
    axes = {axis: sum(answers.get(q, 0) for q in items) for axis, items in _ITEMS.items()}
    sides = [_side(axis, total, answers) for axis, total in axes.items()]
    code = "".join(AXES[axis][side > 0] for axis, side in zip(AXES, sides, strict=True) if side)
    balance = {axis: abs(total) <= _NEAR for axis, total in axes.items()}
    return Score(axes, code if all(sides) else "", balance)


def find_ties(answers: Mapping[str, int]) -> list[str]:
    """Tie-break questions that are still to be answered."""
    sums = score(answers).axes
    return [_TIES[axis] for axis in AXES if not _side(axis, sums[axis], answers)]


def _side(axis: str, total: int, answers: Mapping[str, int]) -> int:
    return total or answers.get(_ITEMS[axis][-1], 0) or answers.get(_TIES[axis], 0)


# --- in the notebook -----------------------------------------------------------------


@kindly
def questions() -> None:
    """Show the ten questions."""
    lab = _own_folder()
    _show(lab, _quiz(_content(lab)))


@kindly
def answer(question: str, option: str) -> None:
    """Answer one question without the form."""
    lab = _own_folder()
    content = _content(lab)
    quiz = Quiz((), (*_quiz(content).test, *_quiz(content, list(_TIES.values())).test), NAME, until="")
    found = quiz.find(str(question))
    if found is None or found.text_of(str(option).strip().lower()) is None:
        raise LabError(
            f"「{str(question)[:10]}」の「{str(option)[:10]}」という答えはありません。",
            'answer("q1", "a") のように書きます。問いは q1 から q10、答えは a から e です。',
        )
    show(answer_card(lab, quiz, found, str(option).strip().lower()))


@kindly
def result() -> None:
    """Show the type, or what is still to be answered."""
    lab = _own_folder()
    content, given = _content(lab), given_answers(lab)
    left = [q.id for q in _quiz(content).test if q.id not in given]
    if left:
        show(card(f"あと{len(left)}問あります。", "まだの問い: " + "、".join(left), tone=Tone.OPEN))
        return
    values = {q: _VALUES[o] for q, o in given.items() if o in _VALUES}
    ties = find_ties(values)
    if ties:
        show(card("あと少しです。下の問いに答えて、このセルをもう一度実行してください。"))
        _show(lab, _quiz(content, ties))
        return
    show(result_card(content, score(values), given["q10"]))


def _own_folder() -> Lab:
    """The check's folder, where it lies apart: whoever hands in a lab hands in all that lies in its folder.

    Raises
    ------
    LabError: it lies in a lab's folder, or its notebook does.
    """
    lab = current_lab()
    if lab.id == ID and not (lab.folder.parent / "lab.json").exists():
        return lab
    raise LabError(
        "学びタイプ診断が、実習のフォルダの中にあります。このままでは、答えが提出物にまざります。",
        f"「{ID}」のフォルダを実習のフォルダの外に広げ、そこのノートブックを開いてください。",
    )


def result_card(content: Mapping[str, Any], found: Score, obstacle: str) -> Card:
    """The type with its advice, and how clear each axis is."""
    kind = content["types"][found.type]
    rows = []
    for axis, (letter, _, word, left, right) in AXES.items():
        side = left if letter in found.type else right
        rows.append((word, side, "どちらもできる" if found.balance[axis] else "はっきりしている"))
    advice = content["obstacle"]["advice"]["abcde".index(obstacle)]
    return card(
        f"あなたの学びタイプ: {kind['name']}（{'・'.join(side for _, side, _ in rows)}）",
        Table(("見方", "近いほう", "かたより"), rows),
        f"火がつく時: {kind['spark']}",
        f"不満になりやすい時: {kind['trouble']}",
        f"こんな声かけがうれしい: 「{kind['words']}」",
        f"進め方のすすめ: {kind['advice']}",
        f"じゃまになっていることへ: {advice}",
        tone=Tone.DONE,
    )


def _show(lab: Lab, quiz: Quiz) -> None:
    given = given_answers(lab)
    if has_controls():
        from dxlab.quiz_form import show_form

        if show_form(lab, quiz, given):
            return
    show(overview_card(quiz, given))


def _quiz(content: Mapping[str, Any], ties: list[str] | None = None) -> Quiz:
    """The ten questions, or only these tie-break questions."""
    if ties is None:
        rows = [_pair(f"q{n}", pair) for n, pair in enumerate(content["pairs"], 1)]
        texts = content["obstacle"]["options"]
        options = tuple(zip("abcde", texts, strict=True))
        rows.append(Question("q10", content["obstacle"]["text"], options, None, {}))
    else:
        rows = [_pair(name, pair, (0, 4)) for name, pair in zip(_TIES.values(), content["ties"], strict=True)]
        rows = [row for row in rows if row.id in ties]
    return Quiz((), tuple(rows), NAME, until="", call="answer")


def _pair(name: str, pair: Mapping[str, str], shown: tuple[int, ...] = (0, 1, 2, 3, 4)) -> Question:
    left, right = pair["left"], pair["right"]
    texts = [
        f"「{left}」に近い",
        f"どちらかというと「{left}」",
        "どちらとも言えない",
        f"どちらかというと「{right}」",
        f"「{right}」に近い",
    ]
    return Question(name, pair["text"], tuple(("abcde"[k], texts[k]) for k in shown), None, {})


def _content(lab: Lab) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads((lab.folder / FILE).read_text(encoding="utf-8"))
        return content
    except (OSError, ValueError) as error:
        raise LabError(f"{FILE} が読めません。", "フォルダをもう一度受け取ってください。") from error
