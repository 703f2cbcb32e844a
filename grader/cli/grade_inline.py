"""``dxlab grade`` for an nbgrader course that is no cohort of ours."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.errors import INTERRUPTED

if TYPE_CHECKING:
    from grader.inline.model import Assignment


def run_grade_inline(
    context: click.Context,
    root: Path,
    name: str,
    students: tuple[str, ...],
    workers: int | None,
    force: bool,
    stock_rules: bool,
    json_file: Path | None,
    profiles: tuple[str, ...],
) -> None:
    """Grade, print, write the file; the exit code is left in ``context.meta``.

    After Ctrl-C the command ends here, with 130.
    """
    from grader.cli.grade_print import has_bad, result_json, summary_lines
    from grader.cli.interrupt import stop_on_interrupt
    from grader.cli.progress import progress_bar
    from grader.inline.grading import Interrupted, Options, course_limits, grade_assignment
    from grader.stock.course import read_course

    start = time.monotonic()
    course = read_course(root)
    options = Options(
        students, workers or Options.workers, force, stock_rules, course_limits(course), profiles
    )
    try:
        with stop_on_interrupt() as stop, progress_bar("採点") as on_done:
            assignment, lines = grade_assignment(course, name, options, on_done, stop=stop)
    except Interrupted as stopped:
        click.echo(
            f"中断しました。{stopped.total}件のうち{stopped.done}件は採点して保存してあります。\n"
            "同じコマンドをもう一度実行すると、残りから続けます。",
            err=True,
        )
        context.exit(INTERRUPTED)
    if json_file:
        json_file.write_text(result_json(name, lines, time.monotonic() - start), encoding="utf-8")
    for line in [*same_process_lines(assignment), *summary_lines(lines, {}, collect="nbgrader collect")]:
        click.echo(line)
    context.meta["dxlab.exit"] = 1 if has_bad(lines) else 0


def same_process_lines(assignment: Assignment) -> list[str]:
    """Which tests a trainee's program could tamper with, said once a run."""
    from grader.inline.points import same_process_tests

    found = {sheet.name: same_process_tests(sheet) for sheet in assignment.sheets}
    if not any(found.values()):
        return []
    return [
        "■ 学生のプログラムと同じところで動かす確認（same process）",
        "  → 別のところでは同じ点にならない確認です。学生のプログラムから、点を書きかえられるおそれがあります。",
        *(f"  {notebook}: {'、'.join(tests)}" for notebook, tests in found.items() if tests),
        "",
    ]
