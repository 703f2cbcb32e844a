"""``start()``: the first cell of every lab."""

from __future__ import annotations

import contextlib

from dxlab.cards import Card, card
from dxlab.errors import ensure_friendly_errors
from dxlab.fonts import ensure_fonts
from dxlab.guard import kindly
from dxlab.labfiles import Lab
from dxlab.session import SESSION, current_lab, find_shell, show


@kindly
def start() -> None:
    """Prepare this notebook: Japanese figures, kind errors, a greeting. Idempotent, never raises."""
    with contextlib.suppress(Exception):  # a figure without Japanese beats no notebook
        ensure_fonts()
    shell = find_shell()
    if shell is not None:
        with contextlib.suppress(Exception):
            _watch_cells(shell)
            ensure_friendly_errors(shell)
    show(greeting(current_lab()))


def _watch_cells(shell: object) -> None:
    events = shell.events  # type: ignore[attr-defined]
    if SESSION.note_cell not in events.callbacks["pre_run_cell"]:
        events.register("pre_run_cell", SESSION.note_cell)
        events.register("post_run_cell", SESSION.note_result)


def greeting(lab: Lab) -> Card:
    """Title, how many exercises, and the way to help."""
    auto = sum(1 for e in lab.exercises if e.kind == "auto")
    manual = sum(1 for e in lab.exercises if e.kind == "manual")
    parts = [f"問題{auto}問"] if auto else []
    parts += [f"記述{manual}問"] if manual else []
    parts += [e.title for e in lab.exercises if e.kind == "quiz"]
    title = f"{lab.title}　{lab.subtitle}".strip()
    if not auto:
        return card(title, "・".join(parts))
    first = next(e.id for e in lab.exercises if e.kind == "auto")
    return card(title, f'{"・".join(parts)}。困ったら `hint("{first}")`、進みぐあいは `progress()`。')
