"""``tips()``: the 効率アップテキスト that came with the lab, listed or read below the cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from dxlab.cards import Links, card
from dxlab.guard import kindly
from dxlab.labfiles import LabError
from dxlab.session import current_lab, show, show_markdown

FOLDER = "tips"


@dataclass(frozen=True)
class Page:
    """One page as released: its number, its heading, where it lies."""

    number: int
    title: str
    path: Path


@kindly
def tips(number: int | None = None) -> None:
    """List the lab's pages, or show the one with this number below the cell."""
    pages = read_pages(current_lab().folder)
    if not pages:
        show(card("この演習には、効率アップテキストが付いていません。"))
    elif number is None:
        links = Links([(page.title, f"{FOLDER}/{page.path.name}") for page in pages])
        show(
            card(
                "効率アップテキスト", links, f"`tips({pages[0].number})` と書いて動かすと、この下で読めます。"
            )
        )
    else:
        show_markdown(_find(pages, number).path.read_text(encoding="utf-8"))


def read_pages(folder: Path) -> list[Page]:
    """The pages beside a lab, in order; a file of another form is left out."""
    found = []
    for path in sorted((folder / FOLDER).glob("*.md")):
        number = re.match(r"\d+", path.name)
        if number:
            first = path.read_text(encoding="utf-8", errors="replace").split("\n", 1)[0]
            found.append(Page(int(number[0]), first.lstrip("# ").strip(), path))
    return found


def _find(pages: list[Page], number: object) -> Page:
    for page in pages:
        if str(number).strip() in (str(page.number), page.path.stem):
            return page
    listed = "、".join(str(page.number) for page in pages)
    raise LabError("その番号の効率アップテキストはありません。", f"この演習にあるのは {listed} です。")
