"""``dxlab compare``: stock nbgrader and this grading, side by side."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.options import examples, json_option
from grader.cli.table import build_table

if TYPE_CHECKING:
    from grader.inline.compare import Comparison, Difference
    from grader.stock.gradebook import Mark

_HEADS = ["学生", "ノートブック", "セル", "nbgrader", "dxlab", "わけ"]


@click.command(
    epilog=examples("dxlab compare mycourse ps1", "dxlab compare mycourse ps1 --stock-rules --json out.json")
)
@click.argument("course_dir", type=click.Path(file_okay=False, path_type=Path), metavar="コースのフォルダ")
@click.argument("assignment", metavar="課題")
@click.option("--stock-rules", is_flag=True, help="nbgrader と同じく、警告が出た確認を0点にします。")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=2, metavar="数", help="同時に採点する数。省くと2。"
)
@click.option("--yes", is_flag=True, help="確かめずに始めます。")
@json_option
@click.pass_context
def compare(
    context: click.Context,
    course_dir: Path,
    assignment: str,
    stock_rules: bool,
    workers: int,
    yes: bool,
    json_file: Path | None,
) -> None:
    """nbgrader と dxlab の両方で採点し、点のちがいを表にします。

    コースの写しで試すので、コースも成績簿も変わりません。
    nbgrader の採点は、提出されたプログラムを囲いなしで動かします。信頼できる提出物で試してください。
    終了コードは、ちがいがなければ0、あれば1です。
    """
    from grader.cli.progress import progress_bar
    from grader.inline.compare import compare_gradings
    from grader.inline.grading import Options, course_limits
    from grader.stock.course import read_course

    limits = course_limits(read_course(course_dir))
    if not yes:
        click.confirm(
            "nbgrader は、提出されたプログラムを囲いなしで動かします。続けますか", abort=True, err=True
        )
    options = Options(workers=workers, stock_rules=stock_rules, limits=limits)
    with tempfile.TemporaryDirectory(prefix="dxlab-compare-") as place, progress_bar("採点") as on_done:
        found = compare_gradings(course_dir, assignment, Path(place), options, on_done)
    for line in comparison_lines(found):
        click.echo(line)
    if json_file:
        json_file.write_text(_as_json(found), encoding="utf-8")
    context.exit(1 if found.differences else 0)


def comparison_lines(found: Comparison) -> list[str]:
    """The table, or that there is nothing to show in one."""
    from grader.cli.grade_inline import same_process_lines

    said = same_process_lines(found.assignment)
    if found.complaints:
        said += ["■ nbgrader が採点できなかったもの", *(f"  {line}" for line in found.complaints[:10]), ""]
    if not found.differences:
        return [*said, f"成績簿の{found.rows}行は、すべて同じでした。"]
    rows = [[d.student, d.notebook, d.cell, _say(d.stock), _say(d.ours), _why(d)] for d in found.differences]
    return [
        *said,
        *build_table(_HEADS, rows),
        "",
        f"成績簿の{found.rows}行のうち、{len(rows)}行がちがいます。",
    ]


def _why(difference: Difference) -> str:
    return "警告（dxlab では減点しません）" if difference.warned else ""


def _say(mark: Mark | None) -> str:
    if mark is None:
        return "行がない"
    points = "点なし" if mark.auto is None else f"{mark.auto:g}/{mark.maximum:g}"
    return points + ("（確認待ち）" if mark.waiting else "")


def _as_json(found: Comparison) -> str:
    import json

    rows = [
        {
            "student": d.student,
            "notebook": d.notebook,
            "cell": d.cell,
            "stock": d.stock and d.stock.auto,
            "dxlab": d.ours and d.ours.auto,
            "warned": d.warned,
        }
        for d in found.differences
    ]
    return json.dumps({"rows": found.rows, "differences": rows}, ensure_ascii=False, indent=1) + "\n"
