"""Rule for the pages that a lab sends people to."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from grader.lab.draft import Draft
from grader.lab.model import Problem
from grader.lab.tip_rules import check_tip
from grader.lab.tips import find_tips, linked_ids, read_tip

_LINK = re.compile(r"\]\(tips/([^)\s]*)\)")


def tips_are_there(draft: Draft) -> Iterator[Problem]:
    """Pages named in lab.toml are whole; what cells and pages link to is among them."""
    named = draft.lab.tips
    for name in named:
        yield from _of_page(draft, name)
    for index, cell in enumerate(draft.notebook.cells):
        for match in _LINK.finditer(cell.source) if cell.cell_type == "markdown" else ():
            if match[1].removesuffix(".md") not in named:
                line = cell.source.count("\n", 0, match.start())
                yield draft.at(index, f"tips/{match[1]} へのリンクがあります。{_ADD}", line)


_ADD = "lab.toml の tips にも書いてください。書いたページだけが配られます。"


def _of_page(draft: Draft, name: str) -> Iterator[Problem]:
    if name not in find_tips(draft.course):
        near = difflib.get_close_matches(name, find_tips(draft.course), n=1, cutoff=0.4)
        guess = f"「{near[0]}」のことですか。" if near else "labs/tips/ のファイルの名前を書いてください。"
        yield draft.of_file("lab.toml", f"tips の「{name}」がありません。{guess}")
        return
    yield from check_tip(draft.course, name)
    for other in linked_ids(read_tip(draft.course, name)):
        if other not in draft.lab.tips:
            yield draft.of_file("lab.toml", f"「{name}」が「{other}」につながっています。{_ADD}")
