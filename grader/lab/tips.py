"""効率アップテキスト: one-screen how-to pages in ``labs/tips/``, which labs send people to.

A page names its owner and the month in which somebody looks at it again; which
labs use it stands in their lab.toml. What ships has a heading and a foot in
place of the head that the file begins with.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path

from grader.errors import ContentError
from grader.lab.files import write_text
from grader.lab.model import Lab
from grader.settings import Course

FOLDER = "tips"
KEYS = ("title", "owner", "review")

_ID = re.compile(r"(\d\d)-[a-z0-9]+(-[a-z0-9]+)*")
_HEAD = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]*)\)")


@dataclass(frozen=True)
class Tip:
    """One page; ``head`` holds what stands between the two ``---``, ``line`` is where the body begins."""

    id: str
    head: dict[str, str]
    body: str
    line: int

    @property
    def title(self) -> str:
        return self.head.get("title", self.id)

    @property
    def number(self) -> int:
        return int(self.id[:2])

    @property
    def file(self) -> str:
        """Its place in a release or a workspace."""
        return f"{FOLDER}/{self.id}.md"


def find_tips(course: Course) -> list[str]:
    """Ids of all pages, in order of their numbers."""
    return sorted(p.stem for p in (course.labs / FOLDER).glob("*.md") if _ID.fullmatch(p.stem))


def read_tip(course: Course, tip_id: str) -> Tip:
    """The page of that id, complete or not (``check_tip`` says what is missing).

    Raises
    ------
    ContentError: there is no such page (``tip-not-found``).
    """
    path = tip_path(course, tip_id)
    if not (_ID.fullmatch(tip_id) and path.is_file()):
        near = difflib.get_close_matches(tip_id, find_tips(course), n=1, cutoff=0.4)
        raise ContentError(
            "tip-not-found",
            f"labs/{FOLDER}/{tip_id}.md: 効率アップテキストが見つかりません。",
            f"「{near[0]}」のことですか。"
            if near
            else f"labs/{FOLDER}/ にあるファイルの名前を書いてください。",
        )
    return parse_tip(tip_id, path.read_text(encoding="utf-8"))


def parse_tip(tip_id: str, text: str) -> Tip:
    """A page from its text; a missing head is an empty one."""
    found = _HEAD.match(text)
    rows = found[1].split("\n") if found else []
    head = {key.strip(): value.strip() for key, colon, value in (row.partition(":") for row in rows) if colon}
    start = found.end() if found else 0
    return Tip(tip_id, head, text[start:], text.count("\n", 0, start) + 1)


def tip_path(course: Course, tip_id: str) -> Path:
    return course.labs / FOLDER / f"{tip_id}.md"


def tips_of(course: Course, lab: Lab) -> list[Tip]:
    """The pages that a lab ships; raises ``ContentError`` when one is missing."""
    return [read_tip(course, tip_id) for tip_id in lab.tips]


def write_tips(course: Course, folder: Path) -> None:
    """Write every page as it ships into ``folder``."""
    for tip_id in find_tips(course):
        write_text(folder / f"{tip_id}.md", page_of(read_tip(course, tip_id)))


def links_of(tip: Tip) -> list[str]:
    """Targets of the links in a page."""
    return _LINK.findall(tip.body)


def linked_ids(tip: Tip) -> list[str]:
    """Ids of the pages that a page links to."""
    return [link.removesuffix(".md") for link in links_of(tip) if _ID.fullmatch(link.removesuffix(".md"))]


def page_of(tip: Tip) -> str:
    """What a trainee reads."""
    year, _, month = tip.head.get("review", "").partition("-")
    review = f"{year}年{int(month)}月" if month.isdigit() else "未定"
    foot = f"この1枚の担当: {tip.head.get('owner', '未定')}　／　次に見なおす月: {review}"
    return f"# 効率アップ{tip.number}　{tip.title}\n\n{tip.body.strip()}\n\n---\n{foot}\n"
