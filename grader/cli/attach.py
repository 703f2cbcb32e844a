"""``dxlab attach``: nbgrader's own buttons and commands lead to dxlab."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.options import examples


@click.command(epilog=examples("dxlab attach mycourse", "dxlab attach mycourse --detach"))
@click.argument("course_dir", type=click.Path(file_okay=False, path_type=Path), metavar="コースのフォルダ")
@click.option("--detach", is_flag=True, help="つなぐのをやめて、設定を元に戻します。")
@click.option("--yes", is_flag=True, help="確かめずに始めます。")
def attach(course_dir: Path, detach: bool, yes: bool) -> None:
    """nbgrader のコースを dxlab につなぎます。

    つなぐと、nbgrader autograde と formgrader のボタンが dxlab grade で採点します。
    ほかのコマンドや画面は、いままでどおりです。変えるのは nbgrader_config.py だけで、
    前の設定の写しを残します。
    """
    from grader.stock.attach import BLOCK, CONFIG, attach_course, detach_course

    config = course_dir / CONFIG
    if detach:
        if not yes:
            click.confirm(
                f"{config} から、dxlab が書き足した部分を消します。続けますか", abort=True, err=True
            )
        done = detach_course(course_dir.resolve())
        click.echo(f"{config}: dxlab が書き足した部分を消しました。採点は nbgrader のやり方に戻ります。")
        if done.copy:
            click.echo(f"前の設定とちがうところがあるので、写しを残してあります: {done.copy}")
        return
    if not yes:
        click.echo(f"{config} の終わりに、次の行を書き足します。\n\n{BLOCK}", err=True)
        click.confirm("続けますか", abort=True, err=True)
    done = attach_course(course_dir.resolve())
    click.echo(f"{config}: dxlab につなぎました。nbgrader autograde でも、formgrader のボタンでも使えます。")
    if done.copy:
        click.echo(f"前の設定の写し: {done.copy}")
