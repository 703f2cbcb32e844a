"""``form("q1")`` and ``answered("q1")``: exercises that are answered without code.

``form`` shows the controls; each choice is written to answers.json at once.
``answered`` gives what was recorded, or ``____``. Who works without widgets
writes the value into the answer cell instead of the call.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dxlab.blank import Blank, ____
from dxlab.exercises import listing, require_exercise
from dxlab.form_file import Form, find_form
from dxlab.form_text import form_card, recorded_card
from dxlab.guard import fault_card, kindly, trouble_card
from dxlab.labfiles import Exercise, Lab, LabError
from dxlab.recorded import read_recorded
from dxlab.session import SESSION, current_lab, has_controls, show


@kindly
def form(exercise: str) -> None:
    """Show the form of an exercise, with what was recorded chosen."""
    lab = current_lab()
    found = _require_form(lab, exercise)
    if has_controls():
        from dxlab.form_view import show_form

        if show_form(lab, found, _recorded(lab, found.exercise)):
            return
    show(form_card(found))


def answered(exercise: str) -> Any:
    """What was recorded for an exercise; ``____`` when nothing was. Never raises."""
    try:
        lab = current_lab()
        found = _require_form(lab, exercise)
        value = _recorded(lab, found.exercise)
        show(recorded_card(found, value))
        return ____ if value is None else value
    except LabError as error:
        show(trouble_card(error))
    except Exception as error:
        show(fault_card(error))
    return ____


def with_recorded(lab: Lab, exercise: Exercise, namespace: Mapping[str, Any]) -> dict[str, Any]:
    """The variables, with the present record in place of one that was read before the form was filled.

    Only while the answer cell is as released: a value written by hand stays.

    Raises
    ------
    LabError: answers.json is damaged.
    """
    known = dict(namespace)
    if not exercise.is_form:
        return known
    executed = SESSION.executed.get(exercise.answer or "")
    if executed is None:
        is_open = type(known.get(exercise.id, ____)) is Blank
    else:
        is_open = executed.strip() == (exercise.stub or "").strip()
    value = _recorded(lab, exercise.id) if is_open else None
    return known if value is None else {**known, exercise.id: value}


def _require_form(lab: Lab, name: object) -> Form:
    exercise = require_exercise(lab, name)
    found = find_form(lab, exercise.id)
    if found is None:
        forms = [e.id for e in lab.exercises if e.is_form]
        raise LabError(f"{exercise.id} には、選ぶ画面がありません。", listing(forms) if forms else "")
    return found


def _recorded(lab: Lab, exercise: str) -> Any:
    return read_recorded(lab)["values"].get(exercise)
