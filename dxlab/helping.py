"""``hint``, ``solution`` and ``reset``: what helps to go on."""

from __future__ import annotations

from dxlab.blanks import BLANK
from dxlab.cards import Card, Code, Part, Text, Tone, card
from dxlab.exercises import require_exercise
from dxlab.files import write_numbered
from dxlab.guard import kindly
from dxlab.labfiles import HINT_STEPS, Exercise, Lab, LabError, read_hints, read_sources
from dxlab.outcome import Status
from dxlab.session import SESSION, current_lab, find_shell, running_cell, show, without_reset
from dxlab.solutions import FILE, read_solutions
from dxlab.state import hints_of, read_state, status_of, write_entry

_STEP_NAMES = ("考え方", "道具", "穴うめ")


# --- hints -------------------------------------------------------------------------


@kindly
def hint(exercise: str, step: int | None = None) -> None:
    """Show a hint: the next step of the ladder, or step 1, 2 or 3."""
    lab = current_lab()
    show(open_hint(lab, require_exercise(lab, exercise), step))


def open_hint(lab: Lab, found: Exercise, step: int | None = None) -> Card:
    """The next hint of an exercise, or that step; it counts as opened.

    Raises
    ------
    LabError: no such step.
    """
    steps = read_hints(lab.folder).get(found.id, [])
    if not steps:
        return card(f"{found.id} にはヒントがありません。", "問題文をもう一度読み、講師に相談してください。")
    opened = hints_of(read_state(lab.folder), found.id)
    number = min(opened + 1, len(steps)) if step is None else _checked_step(step, len(steps))
    write_entry(lab.folder, found.id, hints=max(opened, number))
    return _hint_card(found, steps, number)


def _checked_step(step: object, count: int) -> int:
    if isinstance(step, int) and 1 <= step <= count:
        return step
    raise LabError(f"ヒントの番号は 1 から {count} までです。", 'たとえば `hint("q1", 2)` と書きます。')


def _hint_card(exercise: Exercise, steps: list[str], number: int) -> Card:
    text = steps[number - 1]
    body: Part = Code(text) if number == len(HINT_STEPS) else Text(text)
    name = f"　{_STEP_NAMES[number - 1]}" if number <= len(_STEP_NAMES) else ""
    if number < len(steps):
        after = f'次のヒントは `hint("{exercise.id}", {number + 1})` です。'
    else:
        after = "これが最後のヒントです。空らん `____` をうめてみてください。" if BLANK in text else ""
    return card(f"ヒント{number}{name}（{exercise.id}）", body, *filter(None, [after]))


# --- model answers -------------------------------------------------------------------


@kindly
def solution(exercise: str, give_up: bool = False) -> None:
    """Show the model answer, after a local pass or with ``give_up=True``."""
    lab = current_lab()
    found = require_exercise(lab, exercise)
    sources = _read_sealed(lab)
    if sources is None:
        show(
            card(
                "模範解答は講師から配られます。",
                f'それまでは `hint("{found.id}")` で、1段ずつ進めてみてください。',
            )
        )
    elif found.id not in sources:
        show(card(f"{found.id} には模範解答がありません。", "書き方は、問題文の例を参考にしてください。"))
    elif give_up or status_of(read_state(lab.folder), found.id) is Status.PASSED:
        show(_solution_card(found, sources[found.id]))
    else:
        show(_not_yet_card(found))


def _read_sealed(lab: Lab) -> dict[str, str] | None:
    try:
        return read_solutions(lab.folder / FILE)
    except ValueError as error:
        raise LabError("模範解答のファイルが読めません。", "講師に知らせてください。") from error


def _solution_card(exercise: Exercise, source: str) -> Card:
    return card(
        f"模範解答（{exercise.id}）",
        Code(source),
        "答えは1つとは限りません。自分の書き方とちがうところを、声に出して説明してみてください。",
    )


def _not_yet_card(exercise: Exercise) -> Card:
    return card(
        f"模範解答は、{exercise.id} が「できました」になると開きます。",
        f'まず `hint("{exercise.id}")` を見てみませんか。',
        f'それでも先に見たいときは `solution("{exercise.id}", give_up=True)` を実行してください。',
    )


# --- a fresh start ---------------------------------------------------------------------


@kindly
def reset(exercise: str) -> None:
    """Bring the answer cell back as released; the old text is kept in ``old-answers/``."""
    lab = current_lab()
    found = require_exercise(lab, exercise)
    if found.stub is None or found.answer is None:
        raise LabError(f"{found.id} には、元に戻す答えのセルがありません。")
    kept = _keep_old(lab, found)
    if found.kind == "auto" and running_cell()[0] == found.answer and _replace_cell(found.stub):
        show(card(f"{found.id} の答えのセルを、はじめの形に戻しました。", *kept, tone=Tone.DONE))
        return
    show(
        card(
            f"{found.id} のはじめの形です。",
            Code(found.stub),
            "これをコピーして、答えのセルの中身と置きかえてください。",
            f'答えのセルの中身を消して `reset("{found.id}")` とだけ書いて実行すると、自動で置きかわります。'
            if found.kind == "auto"
            else "",
            *kept,
        )
    )


def _keep_old(lab: Lab, exercise: Exercise) -> list[str]:
    """Save the old text; a sentence that says where, or nothing when there is nothing to keep."""
    text = _old_text(lab, exercise)
    if not text.strip() or text.strip() == (exercise.stub or "").strip():
        return []
    suffix = ".py" if exercise.kind == "auto" else ".md"
    try:
        path = write_numbered(lab.folder / "old-answers", exercise.id, suffix, text.strip() + "\n")
    except OSError as error:
        raise LabError(
            "前の答えを保存できないので、元に戻すのをやめました。",
            "フォルダに書きこめるか、空き容量があるかを確かめてください。",
        ) from error
    return [f"前の答えは `old-answers/{path.name}` に残してあります。"]


def _old_text(lab: Lab, exercise: Exercise) -> str:
    """The cell as it runs now, else as it ran last, else as it is on disk."""
    answer = exercise.answer or ""
    cell, source = running_cell()
    running = source if cell == answer else ""
    texts = (running, SESSION.executed.get(answer, ""), read_sources(lab.notebook).get(answer, ""))
    return next((text for text in map(without_reset, texts) if text.strip()), "")


def _replace_cell(stub: str) -> bool:
    """Ask the frontend to put ``stub`` into the cell that runs now."""
    replace = getattr(find_shell(), "set_next_input", None)
    if replace is None:
        return False
    replace(stub, replace=True)
    return True
