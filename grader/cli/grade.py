"""``dxlab grade``: the one way in to grading; ``dxlab cohort grade`` is the same."""

from __future__ import annotations

import functools
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.cli.cohort_open import open_with_notices
from grader.cli.grade_inline import Chosen, run_grade_inline
from grader.cli.interrupt import report_interrupted
from grader.cli.options import course_at, examples, file_option, json_option, later_course_option
from grader.cli.scheduler import open_workers, scheduler_option
from grader.settings import Course

if TYPE_CHECKING:
    from grader.cohort.book import Graded
    from grader.cohort.model import Cohort
    from grader.engine.model import Assignment


def _note_container(context: click.Context, _option: click.Parameter, chosen: bool) -> None:
    context.meta["dxlab.container"] = chosen


def grade_options(command: Any) -> Any:
    """Options that both grading commands take."""
    for option in reversed(
        [
            click.option(
                "--student",
                "students",
                multiple=True,
                metavar="職員番号",
                help="この人だけ採点します。何度でも書けます。",
            ),
            click.option(
                "--workers", type=click.IntRange(1, 64), metavar="数", help="同時に採点する数。省くと2。"
            ),
            click.option("--force", is_flag=True, help="変わっていない提出物も採点しなおします。"),
            scheduler_option,
            json_option,
            file_option("--changes", "changes_file", "採点しなおして点が変わった人の表を CSV でも書きます。"),
            click.option(
                "--in-throwaway-container",
                is_flag=True,
                envvar="DXLAB_THROWAWAY_CONTAINER",
                expose_value=False,
                callback=_note_container,
                help="採点ごとに捨てるコンテナの中だけで使います。隔離が使えなくても採点します。",
            ),
        ]
    ):
        command = option(command)
    return command


@click.command(
    epilog=examples(
        "dxlab grade demo/course l107-impact-evaluation",
        "dxlab grade kenshu l107-impact-evaluation --json out.json",
        "dxlab grade mycourse ps1",
    )
)
@click.argument("course_dir", type=click.Path(file_okay=False, path_type=Path), metavar="研修のフォルダ")
@click.argument("assignment", metavar="教材")
@grade_options
@later_course_option
@click.option("--feedback", is_flag=True, help="フィードバックのページも作ります。")
@click.option(
    "--stock-rules",
    is_flag=True,
    help="nbgrader のコースだけ: nbgrader と同じく、警告が出た確認を0点にします。",
)
@click.pass_context
def grade(
    context: click.Context,
    course_dir: Path,
    assignment: str,
    students: tuple[str, ...],
    workers: int | None,
    force: bool,
    scheduler: str | None,
    feedback: bool,
    stock_rules: bool,
    json_file: Path | None,
    changes_file: Path | None,
    course_folder: Path | None,
) -> None:
    """提出された実習を採点し、成績簿（gradebook.db）と autograded に書きます。

    すべて採点できたら終了コード0、読めない提出物や採点の失敗があれば1です。
    途中で止めても、同じコマンドで続きから採点します。hidden.py を直したあとは、
    このコマンドをもう一度実行すると、直した確認で採点しなおします。

    研修のほかに、nbgrader のコースも採点できます。そのときは、確認（テスト）を
    提出されたプログラムとは別のところで動かすので、点を書きかえられません。
    """
    if not (course_dir / "cohort.toml").is_file():
        _refuse_cohort_options(feedback, changes_file)
        profiles = _contain(context.meta["dxlab.container"])
        chosen = Chosen(students, workers, force, scheduler)
        run_grade_inline(context, course_dir, assignment, chosen, stock_rules, json_file, profiles)
        context.exit(context.meta.get("dxlab.exit", 0))
    course = course_at(course_folder)
    chosen = Chosen(students, workers, force, scheduler)
    run_grade(context, course, course_dir, assignment, chosen, Files(json_file, changes_file))
    if feedback:
        from grader.cli.progress import progress_bar
        from grader.cohort.feedback import give_feedback

        with progress_bar("フィードバック") as on_done:
            give_feedback(open_with_notices(course_dir), assignment, hand_back=False, on_done=on_done)
        click.echo(f"フィードバックのページを {course_dir / 'feedback'} に作りました。")
    context.exit(context.meta.get("dxlab.exit", 0))


def _refuse_cohort_options(feedback: bool, changes_file: Path | None) -> None:
    for given, name in ((feedback, "--feedback"), (changes_file, "--changes")):
        if given:
            raise click.UsageError(
                f"{name} は、dxlab の研修だけで使えます。nbgrader のコースでは nbgrader generate_feedback を使ってください。"
            )


@dataclass(frozen=True)
class Files:
    """Where results go besides the gradebook."""

    json: Path | None
    changes: Path | None


def run_grade(
    context: click.Context,
    course: Course,
    course_dir: Path,
    lab: str,
    chosen: Chosen,
    files: Files,
) -> None:
    """Grade, print, write the files; the exit code is left in ``context.meta``.

    After Ctrl-C the command ends here, with 130.
    """
    from grader.cli.grade_print import change_lines, has_bad, summary_lines
    from grader.cohort.grading import forget_changes, load_assignment
    from grader.cohort.labs import find_lab
    from grader.cohort.members import read_people
    from grader.engine.jobs import Interrupted

    profiles = _contain(context.meta["dxlab.container"])
    start = time.monotonic()
    cohort = open_with_notices(course_dir)
    assignment = load_assignment(course, cohort, lab)
    try:
        lines = _grade(cohort, assignment, chosen, profiles)
    except Interrupted as stopped:
        context.exit(report_interrupted(stopped))
    names = {i: p.name for i, p in read_people(cohort).items()}
    _write_files(files, lab, lines, names, time.monotonic() - start)
    guides = sorted(find_lab(course, cohort, lab).folder.glob("guide-*.md"))
    for line in [*summary_lines(lines, names, guides), *change_lines(lines, names, files.changes)]:
        click.echo(line)
    forget_changes(cohort, lab, lines)
    context.meta["dxlab.exit"] = 1 if has_bad(lines) else 0


def _grade(cohort: Cohort, assignment: Assignment, chosen: Chosen, profiles: tuple[str, ...]) -> list[Graded]:
    from grader.cli.interrupt import stop_on_interrupt
    from grader.cli.progress import progress_bar
    from grader.cohort.grading import Options, files_read, grade_lab
    from grader.engine import grade_submission
    from grader.engine.cluster import Needs

    job = functools.partial(grade_submission, profiles=profiles)
    needs = Needs(files_read(assignment), (cohort.root / "submitted",), profiles)
    with (
        open_workers(chosen.scheduler, chosen.workers, needs) as (make_executor, workers),
        stop_on_interrupt() as stop,
        progress_bar("採点") as on_done,
    ):
        options = Options(chosen.students, workers, chosen.force)
        return grade_lab(cohort, assignment, options, on_done, job, make_executor, stop)


def _contain(is_container: bool) -> tuple[str, ...]:
    """The sandbox profiles that may be used; says which one holds here. Raises ``DxlabError`` without any."""
    from grader.engine.containment import SANDBOXED, TRUSTED, describe_containment, ensure_containment

    profiles = TRUSTED if is_container else SANDBOXED
    containment = ensure_containment(profiles)
    click.echo(describe_containment(containment))
    return profiles


def _write_files(files: Files, lab: str, lines: list[Graded], names: dict[str, str], seconds: float) -> None:
    from grader.cli.grade_print import result_json, write_changes

    if files.json:
        files.json.write_text(result_json(lab, lines, seconds), encoding="utf-8")
    if files.changes:
        write_changes(files.changes, lines, names)
