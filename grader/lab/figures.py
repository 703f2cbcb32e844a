"""Figures and the sentence that says what they show."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nbformat import NotebookNode

from grader.lab.prose import nameless_tags

#: Begins a line that says what a figure shows, in what its cell prints or in the text beside it.
MARK = "図の説明:"
_SAID = re.compile(r"^[\s>*#-]*図の説明[*\s]*[:：]\s*((?:\S.*\n?)+)", re.MULTILINE)
SHORTEST = 10


def draws(cell: NotebookNode) -> bool:
    """Whether a cell's stored outputs hold a picture that says nothing itself."""
    data = [output.get("data", {}) for output in cell.get("outputs", [])]
    return any(
        any(form.startswith("image/") for form in forms) or nameless_tags(_text(forms.get("text/html", "")))
        for forms in data
    )


def description_of(cells: Sequence[NotebookNode], index: int) -> str:
    """What the cell prints, or the text cell before or after it, says of its figure; "" when nothing does."""
    outputs = cells[index].get("outputs", [])
    texts = [_text(o.text) for o in outputs if o.output_type == "stream"]
    texts += [_text(o.data.get("text/plain", "")) for o in outputs if "data" in o]
    texts += [c.source for c in cells[max(index - 1, 0) : index + 2] if c.cell_type == "markdown"]
    said = [" ".join(found[1].split()) for text in texts if (found := _SAID.search(text))]
    return next((text for text in said if len(text) >= SHORTEST), "")


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "".join(value)
