"""Rule for pictures: who can't see one gets a sentence in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nbformat import NotebookNode

from grader.lab.draft import Draft
from grader.lab.model import Problem
from grader.lab.notebook import read_ipynb
from grader.lab.prose import nameless_images, nameless_tags

#: A line that says what a picture shows, in what a cell prints or in the text beside it.
MARK = "図の説明:"
_SAID = re.compile(r"^[\s>*#-]*図の説明[*\s]*[:：]\s*\S.{9,}", re.MULTILINE)


def figures_have_text(draft: Draft) -> Iterator[Problem]:
    """A cell that draws says in words what is to be seen; pictures in texts have an alternative."""
    cells = _executed(draft)
    for index, cell in enumerate(cells):
        if cell.cell_type == "code" and _draws(cell) and not _is_told(cells, index):
            yield draft.at(
                index,
                f"図を描くセル「{cell['id']}」に、図の説明がありません。同じセルで「{MARK} …」を print するか、"
                f"すぐ前か後の文章のセルに「{MARK} …」の行を書いてください（10字以上）。",
            )
    for index, cell in enumerate(draft.notebook.cells):
        if cell.cell_type == "markdown":
            for line in nameless_images(cell.source):
                yield draft.at(index, f"セル「{cell['id']}」の画像に説明がありません。{_HOW}", line)
    for path in sorted(draft.lab.folder.glob("*.md")):
        for line in nameless_images(path.read_text(encoding="utf-8")):
            yield draft.of_file(path.name, f"画像に説明がありません。{_HOW}", line + 1)


_HOW = "![何が見えるか](画像の名前) のように書いてください。"


def _executed(draft: Draft) -> list[NotebookNode]:
    """Cells with their stored outputs; none when they are not there (the rule on the pair reports it)."""
    path = draft.lab.path("lab.ipynb")
    try:
        return list(read_ipynb(path).cells) if path.is_file() else []
    except ValueError:
        return []


def _draws(cell: NotebookNode) -> bool:
    for output in cell.outputs:
        data = output.get("data", {})
        if any(form.startswith("image/") for form in data):
            return True
        if nameless_tags(_text(data.get("text/html", ""))):
            return True
    return False


def _is_told(cells: list[NotebookNode], index: int) -> bool:
    texts = [_text(o.text) for o in cells[index].outputs if o.output_type == "stream"]
    texts += [_text(o.data.get("text/plain", "")) for o in cells[index].outputs if "data" in o]
    texts += [c.source for c in cells[max(index - 1, 0) : index + 2] if c.cell_type == "markdown"]
    return any(_SAID.search(text) for text in texts)


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "".join(value)
