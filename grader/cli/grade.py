"""``dxlab grade``: the one way in to grading; ``dxlab cohort grade`` is the same."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.cli.cohort_open import open_with_notices
from grader.cli.options import course_option, examples
from grader.settings import Course

if TYPE_CHECKING:
    from grader.cohort.grading import Graded

BAD = ("unreadable", "failed")


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
            click.option(
                "--json",
                "json_file",
                type=click.Path(dir_okay=False, path_type=Path),
                metavar="ファイル",
                help="結果を JSON でも書きます。",
            ),
            course_option,
        ]
    ):
        command = option(command)
    return command


@click.command(
    epilog=examples(
        "dxlab grade demo/course l107-impact-evaluation",
        "dxlab grade kenshu l107-impact-evaluation --json out.json",
    )
)
@click.argument("course_dir", type=click.Path(file_okay=False, path_type=Path), metavar="研修のフォルダ")
@click.argument("assignment", metavar="教材")
@grade_options
@click.option("--feedback", is_flag=True, help="フィードバックのページも作ります。")
@click.pass_context
def grade(
    context: click.Context,
    course_dir: Path,
    assignment: str,
    students: tuple[str, ...],
    workers: int | None,
    force: bool,
    feedback: bool,
    json_file: Path | None,
    course: Course,
) -> None:
    """提出された実習を採点し、成績簿（gradebook.db）と autograded に書きます。

    すべて採点できたら終了コード0、読めない提出物や採点の失敗があれば1です。
    """
    run_grade(context, course, course_dir, assignment, students, workers, force, json_file)
    if feedback:
        from grader.cli.progress import progress_bar
        from grader.cohort.feedback import give_feedback

        with progress_bar("フィードバック") as on_done:
            give_feedback(open_with_notices(course_dir), assignment, hand_back=False, on_done=on_done)
        click.echo(f"フィードバックのページを {course_dir / 'feedback'} に作りました。")
    context.exit(context.meta.get("dxlab.exit", 0))


def run_grade(
    context: click.Context,
    course: Course,
    course_dir: Path,
    lab: str,
    students: tuple[str, ...],
    workers: int | None,
    force: bool,
    json_file: Path | None,
) -> None:
    """Grade, print, write the JSON; the exit code is left in ``context.meta``."""
    from grader.cli.progress import progress_bar
    from grader.cohort.grading import Options, grade_lab, load_assignment

    start = time.monotonic()
    cohort = open_with_notices(course_dir)
    assignment = load_assignment(course, cohort, lab)
    options = Options(students, workers or Options().workers, force)
    with progress_bar("採点") as on_done:
        lines = grade_lab(cohort, assignment, options, on_done)
    if json_file:
        _write_json(json_file, lab, lines, time.monotonic() - start)
    _print_summary(lines)
    context.meta["dxlab.exit"] = 1 if any(line.state in BAD for line in lines) else 0


def _write_json(path: Path, lab: str, lines: list[Graded], seconds: float) -> None:
    rows = [
        {
            "student": g.student,
            "state": g.state,
            "score": g.score,
            "max": g.max,
            "manual_pending": g.manual_pending,
            "problems": list(g.problems),
        }
        for g in lines
    ]
    table = {"assignment": lab, "submissions": rows, "seconds": round(seconds, 2)}
    path.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _print_summary(lines: list[Graded]) -> None:
    if not lines:
        click.echo("提出物がありません。先に dxlab cohort collect で回収してください。")
        return
    fresh = sum(g.fresh for g in lines)
    click.echo(f"採点しました: {fresh}件。変わっていないため前の結果を使いました: {len(lines) - fresh}件。")
    waiting = [g for g in lines if g.manual_pending]
    if waiting:
        click.echo(
            f"人が読む記述が残っています: {len(waiting)}人、{sum(g.manual_pending for g in waiting)}件。"
        )
    words = {"unreadable": "読めない", "failed": "採点できなかった", "partial": "一部だけ採点した"}
    for g in lines:
        if g.state in words or g.problems:
            click.echo(f"  {g.student} {words.get(g.state, '')} {' '.join(g.problems)}")
