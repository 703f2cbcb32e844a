"""Which labs there are, for people."""

from __future__ import annotations

from collections.abc import Iterable

from wcwidth import wcswidth

from grader.lab.model import Lab
from grader.lab.read import find_labs, parse_lab, read_lab
from grader.settings import Course

TEMPLATE = "_template"
_HEAD = ("ID", "題名", "対象", "時間", "班")
_TRACKS = {"all-staff": "全職員", "manager": "管理職", "leader": "リーダー", "optional": "自由"}


def build_table(course: Course, ids: Iterable[str]) -> list[str]:
    """Lines of a table; a lab whose lab.toml is broken is listed with that remark."""
    rows = [_row(course, lab_id) for lab_id in ids]
    if not rows:
        return []
    table = [_HEAD, *rows]
    widths = [max(wcswidth(row[column]) for row in table) for column in range(len(_HEAD))]
    return [
        "  ".join(_pad(text, width) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in table
    ]


def ids_to_verify(course: Course, lab_ids: Iterable[str], all_labs: bool) -> list[str]:
    """The named labs, or all of them and the template; raises ``DxlabError`` for an unknown name."""
    if all_labs:
        has_template = (course.labs / TEMPLATE / "lab.toml").is_file()
        return [*find_labs(course), *([TEMPLATE] if has_template else [])]
    named = list(dict.fromkeys(lab_ids))
    for lab_id in named:
        if not (course.labs / lab_id / "lab.toml").is_file():
            read_lab(course, lab_id)
    return named


def _row(course: Course, lab_id: str) -> tuple[str, ...]:
    lab, problems = parse_lab(course.labs / lab_id)
    if lab is None:
        return (lab_id, f"lab.toml に{len(problems)}件の問題があります", "", "", "")
    return (lab_id, lab.title, _track(lab), f"{lab.hours:g}時間", "班" if lab.team else "")


def _track(lab: Lab) -> str:
    phase = f"{lab.phase}期" if lab.phase else ""
    return _TRACKS[lab.track] + phase


def _pad(text: str, width: int) -> str:
    return text + " " * (width - wcswidth(text))
