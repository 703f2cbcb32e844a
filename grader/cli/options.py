"""Options and help parts that several commands share.

A command reads like this::

    @lab.command("build", epilog=examples("dxlab lab build l107-impact-evaluation"))
    @course_option
    def build(course: Course) -> None:
        \"\"\"実習を組み立てます。\"\"\"
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from grader.errors import DxlabError
from grader.settings import Course, find_course

Command = TypeVar("Command", bound=Callable[..., Any])


def examples(*lines: str) -> str:
    """Return an epilog that shows ``lines`` under 例: exactly as typed."""
    return "\n".join(["\b", "例:", *(f"  {line}" for line in lines)])


_COURSE_HELP = "教材のフォルダ（labs と datasets があるところ）。省くと、今いるフォルダから上へ順に探します。"


def _to_course(_context: click.Context, _parameter: click.Parameter, value: Path | None) -> Course:
    return course_at(value)


def course_option(command: Command) -> Command:
    """Add ``--course DIR``; the command receives ``course: grader.settings.Course``.

    Without the option the course is the nearest folder at or above the current one.

    Raises
    ------
    DxlabError (code ``course-not-found``): when the command is run and there is none.
    """
    return click.option(
        "--course",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="フォルダ",
        callback=_to_course,
        help=_COURSE_HELP,
    )(command)


def later_course_option(command: Command) -> Command:
    """As ``course_option``, for a command that needs the course in some cases only.

    The command receives ``course_folder: Path | None``, for ``course_at``.
    """
    return click.option(
        "--course",
        "course_folder",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="フォルダ",
        help=_COURSE_HELP,
    )(command)


def course_at(folder: Path | None) -> Course:
    """The course in ``folder`` or around the current one. Raises ``DxlabError`` when there is none."""
    return find_course(folder or Path.cwd())


def _to_place(_context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path | None:
    # Said before the command begins its work, which the file only tells of.
    if value is not None and not value.parent.is_dir():
        raise DxlabError(
            "out-file",
            f"{value}: フォルダがないため、ファイルを書けません。",
            "先にフォルダを作るか、ある場所を指定して、もう一度実行してください。",
        )
    return value


def file_option(name: str, variable: str, help: str) -> Callable[[Command], Command]:
    """An option for a file that the command writes besides what it prints; None without it.

    Raises
    ------
    DxlabError (code ``out-file``): when the command is run and the file's folder is missing.
    """
    return click.option(
        name,
        variable,
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="ファイル",
        callback=_to_place,
        help=help,
    )


json_option = file_option("--json", "json_file", "結果を JSON でも書きます。")
