"""``progress()``: one table of where one stands."""

from __future__ import annotations

from dataclasses import dataclass

from dxlab.answers import read_answers
from dxlab.cards import ALMOST, DONE, OPEN, Table, card, mark_of, word_of
from dxlab.guard import kindly
from dxlab.handin import Saved, read_saved
from dxlab.labfiles import Exercise, Lab
from dxlab.outcome import Status
from dxlab.quiz_file import read_quiz
from dxlab.session import SESSION, current_lab, show
from dxlab.state import Entry, hints_of, read_state, status_of

HEADER = ("問題", "ようす", "点", "開いたヒント", "保存と提出")


@dataclass(frozen=True)
class _Facts:
    """What the rows are made of."""

    lab: Lab
    state: dict[str, Entry]
    saved: Saved


@kindly
def progress() -> None:
    """Show each exercise, its state, points at stake, and what is not saved or handed in."""
    lab = current_lab()
    facts = _Facts(lab, read_state(lab.folder), read_saved(lab))
    rows = [_row(facts, exercise) for exercise in lab.exercises]
    done = sum(1 for e in lab.exercises if status_of(facts.state, e.id) is Status.PASSED and e.kind == "auto")
    total = sum(1 for e in lab.exercises if e.kind == "auto")
    show(card(f"{lab.title}: {done}／{total} 問 できました", Table(HEADER, rows), *_advice(facts)))


def _row(facts: _Facts, exercise: Exercise) -> tuple[str, ...]:
    hints = hints_of(facts.state, exercise.id) if exercise.kind == "auto" else 0
    return (
        exercise.id if exercise.title == exercise.id else f"{exercise.id} {exercise.title}",
        _how_far(facts, exercise),
        f"{exercise.points:g}点",
        str(hints) if hints else "―",
        _kept(facts, exercise) or "―",
    )


def _how_far(facts: _Facts, exercise: Exercise) -> str:
    if exercise.kind == "quiz":
        return _quiz_state(facts.lab)
    if exercise.kind == "manual":
        text = facts.saved.on_disk.get(exercise.answer or "", "").strip()
        written = text not in ("", (exercise.stub or "").strip())
        return "○ 書いてあります（人が採点します）" if written else f"― {OPEN}"
    status = status_of(facts.state, exercise.id) or Status.NOT_ATTEMPTED
    return f"{mark_of(status)} {word_of(status)}"


def _quiz_state(lab: Lab) -> str:
    test = read_quiz(lab.folder).test
    try:
        given = read_answers(lab.folder / "answers.json")["quiz"]
    except (ValueError, OSError):
        return "！ 記録が読めません"
    done = sum(1 for question in test if question.id in given)
    if not done:
        return f"― {OPEN}"
    word = f"○ {DONE}" if done == len(test) else f"△ {ALMOST}"
    return f"{word}（{done}／{len(test)}問に答えました）"


def _kept(facts: _Facts, exercise: Exercise) -> str:
    answer = exercise.answer or ""
    if facts.saved.is_unsaved(answer, SESSION.executed):
        return "保存していません"
    if facts.saved.handed_in is not None and facts.saved.is_pending(answer):
        return "提出のあとで変わりました"
    return ""


def _advice(facts: _Facts) -> list[str]:
    answers = [e.answer for e in facts.lab.exercises if e.answer]
    advice = []
    if any(facts.saved.is_unsaved(a, SESSION.executed) for a in answers):
        advice.append(
            "実行した答えと、保存してあるノートブックがちがいます。Ctrl+S（MacはCommand+S）で保存してください。"
        )
    if facts.saved.course and facts.saved.handed_in is None:
        advice.append("まだ提出していません。")
    elif any(facts.saved.is_pending(a) for a in answers):
        advice.append("提出したあとで答えが変わっています。保存してから、もう一度提出してください。")
    return advice
