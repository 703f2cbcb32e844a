"""``quiz()``: practice questions and the confirmation test.

The form (``dxlab.quiz_form``) needs a frontend with widgets; every question also
works by plain calls: ``quiz("t1")`` shows it, ``quiz("t1", "b")`` answers it.
"""

from __future__ import annotations

from dxlab.cards import Card, Table, Tone, card
from dxlab.exercises import listing
from dxlab.guard import kindly
from dxlab.labfiles import Lab, LabError
from dxlab.quiz_file import Question, Quiz, read_quiz
from dxlab.recorded import read_recorded, record
from dxlab.session import current_lab, has_controls, show


@kindly
def quiz(question: str | None = None, option: str | None = None) -> None:
    """Show the whole quiz, show one question, or answer one."""
    lab = current_lab()
    questions = read_quiz(lab.folder)
    if not questions.practice and not questions.test:
        show(card("この演習には確認テストがありません。"))
    elif question is None:
        _show_all(lab, questions)
    else:
        _show_one(lab, questions, question, option)


def _show_all(lab: Lab, questions: Quiz) -> None:
    given = given_answers(lab)
    if has_controls():
        from dxlab.quiz_form import show_form

        if show_form(lab, questions, given):
            return
    show(overview_card(questions, given))


def _show_one(lab: Lab, questions: Quiz, name: str, option: str | None) -> None:
    question = questions.find(name) if isinstance(name, str) else None
    if question is None:
        known = [q.id for q in (*questions.practice, *questions.test)]
        raise LabError(f"「{str(name)[:40]}」という問いはありません。", listing(known))
    if option is None:
        given = given_answers(lab).get(question.id) if questions.is_test(question) else None
        show(_question_card(question, given))
        return
    chosen = str(option).strip().lower()
    if question.text_of(chosen) is None:
        ids = "、".join(o for o, _ in question.options)
        raise LabError(
            f"{question.id} に「{str(option)[:20]}」という選択肢はありません。", f"{ids} から選んでください。"
        )
    show(answer_card(lab, questions, question, chosen))


# --- answers -------------------------------------------------------------------------


def given_answers(lab: Lab) -> dict[str, str]:
    """Question id -> option id recorded so far.

    Raises
    ------
    LabError: answers.json is damaged.
    """
    return dict(read_recorded(lab)["quiz"])


# --- what is shown ---------------------------------------------------------------------


def answer_card(lab: Lab, questions: Quiz, question: Question, option: str) -> Card:
    """Record a test answer, or explain a practice answer."""
    text = question.text_of(option)
    if questions.is_test(question):
        record(lab, "quiz", question.id, option)
        return card(
            f"● {question.id} に「{option}. {text}」と記録しました。",
            f"{questions.until}何度でも選び直せます。",
        )
    why = question.why.get(option, "")
    if option == question.answer:
        return card(f"○ 正解です（{option}. {text}）", why, tone=Tone.DONE)
    return card(f"△ もう一歩です（{option}. {text}）", why, tone=Tone.ALMOST)


def overview_card(questions: Quiz, given: dict[str, str]) -> Card:
    """All questions as text, with what was recorded."""
    rows = [_overview_row(q, "練習", "―") for q in questions.practice]
    rows += [_overview_row(q, questions.name, given.get(q.id, "まだ")) for q in questions.test]
    return card(
        f"練習と{questions.name}" if questions.practice else questions.name,
        Table(("問い", "種類", "文", "選択肢", "あなたの答え"), rows),
        f'答えるときは、たとえば `{questions.call}("{rows[-1][0]}", "a")` を実行してください。',
    )


def _overview_row(question: Question, kind: str, given: str) -> tuple[str, ...]:
    options = "\n".join(f"{o}. {text}" for o, text in question.options)
    return question.id, kind, question.text, options, given


def _question_card(question: Question, given: str | None) -> Card:
    options = "\n".join(f"{o}. {text}" for o, text in question.options)
    recorded = f"いまの記録: {given}" if given else ""
    return card(
        f"{question.id}　{question.text}",
        options,
        recorded,
        f'答えるときは `quiz("{question.id}", "a")` のように書いて実行します。',
    )
