"""``dxlab score``: the full result of one's own work, offline."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.options import course_option, examples
from grader.cli.workspace import folder_option
from grader.settings import Course


@click.command(
    epilog=examples("dxlab score l107-impact-evaluation", "dxlab score l107-impact-evaluation --no-open"),
)
@click.argument("lab", metavar="実習の名前")
@click.option("--no-open", is_flag=True, help="結果のページを自動では開きません（場所だけを表示します）。")
@folder_option
@course_option
def score(course: Course, folder: Path, lab: str, no_open: bool) -> None:
    """自分の解答を手元で採点し、結果のページを開きます。

    採点では、あなたのノートブックをこのパソコンで上から順に実行します。
    保存していない書きこみは入らないので、先に保存（Ctrl + S）してください。
    """
    from grader.engine.containment import TRUSTED, describe_containment, ensure_containment
    from grader.selfstudy.score import score_lab

    containment = ensure_containment(TRUSTED)
    if containment.profile == "none":
        click.echo(describe_containment(containment))
    click.echo("採点しています。1分ほどかかることがあります。")
    scored = score_lab(course, folder, lab)
    for problem in scored.result.problems:
        click.echo(f"お知らせ: {problem}")
    click.echo(f"自動で採点した部分: {scored.points:g}点／{scored.maximum:g}点")
    click.echo(f"結果のページ: {scored.page}")
    if not no_open:
        click.launch(scored.page.as_uri())
