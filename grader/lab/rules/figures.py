"""Rule for pictures: who can't see one gets a sentence in its place."""

from __future__ import annotations

from collections.abc import Iterator

from nbformat import NotebookNode

from grader.lab.draft import Draft
from grader.lab.figures import MARK, SHORTEST, description_of, draws
from grader.lab.model import Problem
from grader.lab.notebook import read_ipynb
from grader.lab.prose import nameless_images

_HOW = "![何が見えるか](画像の名前) のように書いてください。"


def figures_have_text(draft: Draft) -> Iterator[Problem]:
    """A cell that draws says in words what is to be seen; pictures in texts have an alternative."""
    cells = _executed(draft)
    for index, cell in enumerate(cells):
        if cell.cell_type == "code" and draws(cell) and not description_of(cells, index):
            yield draft.at(
                index,
                f"図を描くセル「{cell['id']}」に、図の説明がありません。同じセルで「{MARK} …」を print するか、"
                f"すぐ前か後の文章のセルに「{MARK} …」の行を書いてください（{SHORTEST}字以上）。",
            )
    for index, cell in enumerate(draft.notebook.cells):
        if cell.cell_type == "markdown":
            for line in nameless_images(cell.source):
                yield draft.at(index, f"セル「{cell['id']}」の画像に説明がありません。{_HOW}", line)
    for path in sorted(draft.lab.folder.glob("*.md")):
        for line in nameless_images(path.read_text(encoding="utf-8")):
            yield draft.of_file(path.name, f"画像に説明がありません。{_HOW}", line + 1)


def _executed(draft: Draft) -> list[NotebookNode]:
    """Cells with their stored outputs; none when they are not there (the rule on the pair reports it)."""
    path = draft.lab.path("lab.ipynb")
    try:
        return list(read_ipynb(path).cells) if path.is_file() else []
    except ValueError:
        return []
