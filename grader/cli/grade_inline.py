"""``dxlab grade`` for an nbgrader course that is no cohort of ours."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.interrupt import report_interrupted
from grader.cli.scheduler import open_workers

if TYPE_CHECKING:
    from grader.inline.model import Assignment


@dataclass(frozen=True)
class Chosen:
    """What a grading command was asked for; ``workers`` None: as many as there are."""

    students: tuple[str, ...]
    workers: int | None
    force: bool
    scheduler: str | None


def run_grade_inline(
    context: click.Context,
    root: Path,
    name: str,
    chosen: Chosen,
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
    from grader.engine.cluster import Needs
    from grader.engine.jobs import Interrupted
    from grader.inline.grading import Options, course_limits, find_submissions, grade_assignment
    from grader.inline.points import same_process_tests
    from grader.stock.course import read_course

    start = time.monotonic()
    course = read_course(root)
    handed_in = tuple(s.folder for s in find_submissions(course, name, chosen.students))
    needs = Needs((), handed_in[:1], profiles)
    try:
        with (
            open_workers(chosen.scheduler, chosen.workers, needs) as (make_executor, workers),
            stop_on_interrupt() as stop,
            progress_bar("採点") as on_done,
        ):
            options = Options(
                chosen.students, workers, chosen.force, stock_rules, course_limits(course), profiles
            )
            assignment, lines = grade_assignment(
                course, name, options, on_done, make_executor=make_executor, stop=stop
            )
    except Interrupted as stopped:
        context.exit(report_interrupted(stopped))
    if json_file:
        same = {sheet.name: same_process_tests(sheet) for sheet in assignment.sheets}
        seconds = time.monotonic() - start
        json_file.write_text(result_json(name, lines, seconds, same), encoding="utf-8")
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
