"""The quiz as a form of radio buttons (ipywidgets)."""

from __future__ import annotations

import contextlib
from html import escape
from typing import Any

from dxlab.cards import Card
from dxlab.guard import trouble_card
from dxlab.labfiles import Lab, LabError
from dxlab.questions import answer_card, overview_card
from dxlab.quiz_file import Question, Quiz

_VIEW = "application/vnd.jupyter.widget-view+json"


def show_form(lab: Lab, questions: Quiz, given: dict[str, str]) -> bool:
    """Display the form; False when widgets can't be made here."""
    from IPython.display import display

    try:
        form = build_form(lab, questions, given)
        view = form._repr_mimebundle_()[_VIEW]
    except Exception:  # no ipywidgets, or a kernel without comms: the caller shows text
        return False
    # Frontends without widgets, and tests, read the text instead of a widget's repr.
    shown = overview_card(questions, given)._repr_mimebundle_()
    display({**shown, _VIEW: view}, raw=True)
    return True


def build_form(lab: Lab, questions: Quiz, given: dict[str, str]) -> Any:
    """The form; choosing a test answer records it at once."""
    import ipywidgets as widgets

    rows: list[Any] = []
    if questions.practice:
        rows.append(widgets.HTML("<b>練習</b>（選ぶと説明が出ます。点にはなりません）"))
        rows += [_question(lab, questions, q, None) for q in questions.practice]
    if questions.test:
        name = escape(questions.name)
        rows.append(widgets.HTML(f"<b>{name}</b>（選ぶとすぐに記録されます。{questions.until}選び直せます）"))
        rows += [_question(lab, questions, q, given.get(q.id)) for q in questions.test]
    return widgets.VBox(rows)


def _question(lab: Lab, questions: Quiz, question: Question, given: str | None) -> Any:
    import ipywidgets as widgets

    options = [(f"{o}. {text}", o) for o, text in question.options]
    title = widgets.HTML(f"<b>{escape(question.id)}</b>　{escape(question.text)}")
    # The label belongs to the group of buttons, so a screen reader names it.
    buttons = widgets.RadioButtons(
        options=options,
        value=given if question.text_of(given or "") is not None else None,
        description=f"{question.id} の答え",
        layout=widgets.Layout(width="auto"),
    )
    said = widgets.HTML(_recorded(question, given))

    def choose(change: dict[str, Any]) -> None:
        if change["new"] is not None:
            said.value = _answer(lab, questions, question, change["new"]).html

    buttons.observe(choose, names="value")
    return widgets.VBox([title, buttons, said])


def _answer(lab: Lab, questions: Quiz, question: Question, option: str) -> Card:
    try:
        return answer_card(lab, questions, question, option)
    except LabError as error:
        return trouble_card(error)


def _recorded(question: Question, given: str | None) -> str:
    with contextlib.suppress(TypeError):
        if given and question.text_of(given) is not None:
            return f"記録してあります: {escape(given)}"
    return ""
