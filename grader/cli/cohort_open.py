"""Arguments and first steps that all ``dxlab cohort`` commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from datetime import datetime

    from grader.cohort.model import Cohort
    from grader.cohort.release import Released

COHORT = click.argument("folder", metavar="研修", type=click.Path(file_okay=False, path_type=Path))
LAB = click.argument("lab", metavar="教材")


def open_with_notices(folder: Path) -> Cohort:
    """The cohort; notices about its managed config go to stderr."""
    from grader.cohort.create import open_cohort

    opened, notices = open_cohort(folder)
    for notice in notices:
        click.echo(notice, err=True)
    return opened


def read_deadline(text: str | None) -> datetime | None:
    """A time as typed, JST; raises DxlabError."""
    from grader.cohort.settings import parse_deadline
    from grader.errors import DxlabError

    if not text:
        return None
    try:
        return parse_deadline(text)
    except ValueError as error:
        raise DxlabError(
            "bad-time",
            f"日時「{text}」が読めません。",
            "2026-06-30 か 2026-06-30T17:00 の形で書いてください（日本時間）。",
        ) from error


def released_word(out: Released) -> str:
    """Whether the lab is newly released; without a full stop."""
    if out.changed:
        return f"{out.lab} を公開しました"
    return f"{out.lab} は、もう公開してあります（変わりはありません）"


def deadline_line(out: Released) -> str:
    from grader.stock.times import shown_time

    return f"提出の期限: {shown_time(out.deadline) if out.deadline else 'なし'}"
