"""A form as native controls (ipywidgets): each has a visible label and is reached by Tab."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from html import escape
from typing import Any

from dxlab.exercises import require_exercise
from dxlab.form_file import Choices, Field, Form
from dxlab.form_text import form_card, recorded_card
from dxlab.guard import trouble_card
from dxlab.helping import open_hint
from dxlab.labfiles import Lab, LabError, read_hints
from dxlab.recorded import read_recorded, record

_VIEW = "application/vnd.jupyter.widget-view+json"
_MINUS = (
    "\u2212▲△ー\u2010\u2013\u2014\u2015"  # as offices and input methods write it; NFKC makes only － plain
)
_ONE_ROW = 40  # letters of all options together

Put = Callable[[Any], None]  # takes the new value of a field; None for nothing
Controls = list[Any]


def show_form(lab: Lab, form: Form, value: Any) -> bool:
    """Display the form; False when widgets can't be made here."""
    from IPython.display import display

    try:
        view = build_form(lab, form, value)._repr_mimebundle_()[_VIEW]
    except Exception:  # no ipywidgets, or a kernel without comms: the caller shows text
        return False
    # Frontends without widgets read the text instead of a widget's repr.
    display({**form_card(form)._repr_mimebundle_(), _VIEW: view}, raw=True)
    return True


def build_form(lab: Lab, form: Form, value: Any) -> Any:
    """The form with ``value`` chosen; every change is recorded at once."""
    import ipywidgets as widgets

    said = widgets.HTML(_live("" if value is None else recorded_card(form, value).html))
    given = _given(form, value)

    def put_into(name: str) -> Put:
        def put(new: Any) -> None:
            given.pop(name, None)
            if new is not None:
                given[name] = new
            said.value = _live(_record(lab, form, given))

        return put

    rows: Controls = []
    for field in form.fields:
        rows.append(widgets.HTML(f"<b>{escape(field.label)}</b>　{escape(field.note)}"))
        rows += _BUILDERS[field.kind](field, given.get(field.name), put_into(field.name))
    return widgets.VBox([*rows, *_hint_button(lab, form.exercise), said])


def _hint_button(lab: Lab, exercise: str) -> Controls:
    """Hints at a press, for whoever answers without code; nothing where the lab has none."""
    import ipywidgets as widgets

    if not read_hints(lab.folder).get(exercise):
        return []
    shown = widgets.HTML(_live(""))
    button = widgets.Button(description="ヒントを見る", tooltip="押すたびに、次のヒントが出ます")

    def press(_: Any) -> None:
        try:
            shown.value = _live(open_hint(lab, require_exercise(lab, exercise)).html)
        except LabError as error:
            shown.value = _live(trouble_card(error).html)

    button.on_click(press)
    return [button, shown]


def _given(form: Form, value: Any) -> dict[str, Any]:
    if form.is_single:
        return {} if value is None else {"": value}
    return dict(value) if isinstance(value, dict) else {}


def _record(lab: Lab, form: Form, given: dict[str, Any]) -> str:
    value = (given.get("") if form.is_single else dict(given)) or None
    try:
        record(lab, "values", form.exercise, value)
        return recorded_card(form, read_recorded(lab)["values"].get(form.exercise)).html
    except LabError as error:
        return trouble_card(error).html


def _live(html: str) -> str:
    """A screen reader reads it out when it changes."""
    return f'<div role="status" aria-live="polite">{html}</div>'


# --- controls by kind ----------------------------------------------------------------


def _radios(label: str, options: Choices, chosen: Any, changed: Callable[[Any], None]) -> Any:
    """One of several. No list to unfold: JupyterLab keeps the arrow keys that it would need for cells."""
    import ipywidgets as widgets

    lines = [_line(name, text) for name, text in options]
    control = widgets.RadioButtons(
        options=list(zip(lines, (name for name, _ in options), strict=True)),
        value=chosen if isinstance(chosen, str) and chosen in dict(options) else None,
        description=label,
        orientation="horizontal" if sum(map(len, lines)) <= _ONE_ROW else "vertical",
        style={"description_width": "initial"},
        layout=widgets.Layout(width="auto"),
    )
    control.observe(lambda change: changed(change["new"]), names="value")
    return control


def _sort(field: Field, value: Any, put: Put) -> Controls:
    import ipywidgets as widgets

    chosen = dict(value) if isinstance(value, dict) else {}
    rows: Controls = []
    for item, text in field.items:

        def changed(new: Any, item: str = item) -> None:
            chosen.pop(item, None)
            if new is not None:
                chosen[item] = new
            put({i: chosen[i] for i, _ in field.items if i in chosen} or None)

        rows.append(widgets.HTML(f"{escape(item)}. {escape(text)}"))
        rows.append(_radios(f"{item} の答え", field.options, chosen.get(item), changed))
    return rows


def _order(field: Field, value: Any, put: Put) -> Controls:
    import ipywidgets as widgets

    places: list[Any] = list(value) if isinstance(value, list) else []
    places = (places + [None] * field.places)[: field.places]
    letters = tuple((item, item) for item, _ in field.items)
    rows: Controls = [widgets.HTML(escape(_line(item, text))) for item, text in field.items if item != text]
    for number in range(field.places):

        def changed(new: Any, number: int = number) -> None:
            places[number] = new
            put([place for place in places if place is not None] or None)

        rows.append(_radios(f"{number + 1}番目", letters, places[number], changed))
    return rows


def _choose(field: Field, value: Any, put: Put) -> Controls:
    return [_radios(field.label, field.options, value, put)]


def _pick(field: Field, value: Any, put: Put) -> Controls:
    import ipywidgets as widgets

    picked = [v for v in value if isinstance(v, str)] if isinstance(value, list) else []
    boxes = {
        name: widgets.Checkbox(
            value=name in picked,
            description=_line(name, text),
            indent=False,
            layout=widgets.Layout(width="auto"),
        )
        for name, text in field.options
    }
    for box in boxes.values():
        box.observe(lambda _: put([n for n, box in boxes.items() if box.value] or None), names="value")
    return list(boxes.values())


def _amounts(field: Field, value: Any, put: Put) -> Controls:
    import ipywidgets as widgets

    given = dict(value) if isinstance(value, dict) else {}
    trouble = widgets.HTML("")
    label_width = max((len(text) for _, text in field.items), default=0) + 1
    boxes: Controls = []
    for item, text in field.items:

        def changed(typed: str, item: str = item) -> None:
            number = read_number(typed)
            given.pop(item, None)
            if number is not None:
                given[item] = number
            put({i: given[i] for i, _ in field.items if i in given} or None)

        box = _number_box(text, str(given.get(item, "")), changed, trouble)
        box.style.description_width = f"{label_width}em"
        box.layout.width = f"{label_width + 6}em"
        boxes.append(box)
    return [widgets.Box(boxes, layout=widgets.Layout(flex_flow="row wrap")), trouble]


def _number(field: Field, value: Any, put: Put) -> Controls:
    return _typed(field, "" if value is None else str(value), lambda text: put(read_number(text)))


def _numbers(field: Field, value: Any, put: Put) -> Controls:
    shown = "、".join(map(str, value)) if isinstance(value, list) else ""
    return _typed(field, shown, lambda text: put(read_numbers(text)))


def _typed(field: Field, shown: str, changed: Callable[[str], None]) -> Controls:
    import ipywidgets as widgets

    trouble = widgets.HTML("")
    return [_number_box(field.label, shown, changed, trouble), trouble]


def _number_box(label: str, shown: str, changed: Callable[[str], None], trouble: Any) -> Any:
    """A box for what ``changed`` reads; ``trouble`` tells when that is no number."""
    import ipywidgets as widgets

    box = widgets.Text(
        value=shown,
        description=label,
        continuous_update=False,
        style={"description_width": "initial"},
        layout=widgets.Layout(width="auto", max_width="40em"),
    )

    def typed(change: dict[str, Any]) -> None:
        try:
            changed(change["new"])
            trouble.value = ""
        except ValueError:
            trouble.value = "△ 数で入れてください。単位は付けません。前の記録は、そのままです。"

    box.observe(typed, names="value")
    return box


def _text(field: Field, value: Any, put: Put) -> Controls:
    import ipywidgets as widgets

    box = widgets.Textarea(
        value=value if isinstance(value, str) else "",
        description=field.label,
        continuous_update=False,
        rows=3,
        style={"description_width": "initial"},
        layout=widgets.Layout(width="auto", max_width="60em"),
    )
    box.observe(lambda change: put(change["new"].strip() or None), names="value")
    return [box]


_BUILDERS: dict[str, Callable[[Field, Any, Put], Controls]] = {
    "sort": _sort,
    "choose": _choose,
    "pick": _pick,
    "order": _order,
    "amounts": _amounts,
    "number": _number,
    "numbers": _numbers,
    "text": _text,
}


# --- what was typed --------------------------------------------------------------------


def read_number(text: str) -> float | int | None:
    """The number in a text box, full-width digits too; None when it is empty. Raises ``ValueError``."""
    plain = unicodedata.normalize("NFKC", text).strip().replace(",", "")
    plain = re.sub(f"^[{_MINUS}]", "-", plain)
    if not plain:
        return None
    value = float(plain)
    if not math.isfinite(value):
        raise ValueError(text)
    return int(value) if value.is_integer() else value


def read_numbers(text: str) -> list[float | int] | None:
    """Numbers set apart by spaces or commas of any kind; None when there are none. Raises ``ValueError``."""
    found = [read_number(part) for part in re.split(r"[\s,，、]+", text)]
    return [number for number in found if number is not None] or None


def _line(name: str, text: str) -> str:
    return text if name == text else f"{name}. {text}"
