"""``dxlab workspace``: the folder of a person who learns alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from grader.cli.options import course_option, examples
from grader.settings import Course

_KINDS = {
    "new": "新しく入れました",
    "updated": "新しい版にしました",
    "offered": "あなたが直したファイルはそのまま残し、新しい版を隣に置きました",
}


def _to_workspace(_context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path:
    from grader.selfstudy.workspace import find_workspace

    return (value or find_workspace(Path.cwd()) or Path("workspace")).resolve()


folder_option = click.option(
    "--dir",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    callback=_to_workspace,
    metavar="フォルダ",
    help="作業フォルダの場所。省くと、今いる作業フォルダか、ここの workspace です。",
)


@click.group(epilog=examples("dxlab workspace open", "dxlab workspace prepare --dir ~/dxlab"))
def workspace() -> None:
    """一人で学ぶための作業フォルダを作って開きます。"""


@workspace.command(epilog=examples("dxlab workspace prepare", "dxlab workspace prepare --dir ~/dxlab"))
@folder_option
@course_option
def prepare(course: Course, folder: Path) -> None:
    """作業フォルダを作ります。2回目からは新しくなったところだけを足します。

    あなたが書きこんだファイルを上書きすることはありません。
    """
    _prepare(course, folder)


@workspace.command(
    "open",
    epilog=examples("dxlab workspace open", "dxlab workspace open -- --no-browser --ServerApp.port=9000"),
)
@folder_option
@course_option
@click.argument("jupyter_options", nargs=-1, metavar="[JupyterLabのオプション]...")
def open_workspace(course: Course, folder: Path, jupyter_options: tuple[str, ...]) -> None:
    """作業フォルダを用意して、JupyterLabをコース案内のページで開きます。"""
    from grader.selfstudy.server import run_server

    _prepare(course, folder)
    click.echo("JupyterLabを開きます。終わるときは、この画面で Ctrl + C を2回押してください。")
    run_server(folder, jupyter_options)


def _prepare(course: Course, folder: Path) -> None:
    from tqdm import tqdm

    from grader.selfstudy.workspace import prepare_workspace

    def show(labs: list[str]) -> Iterator[str]:
        return iter(tqdm(labs, desc="実習を準備しています", unit="本"))

    prepared = prepare_workspace(course, folder, show)
    for kind, text in _KINDS.items():
        paths = [change.path for change in prepared.changes if change.kind == kind]
        if paths:
            click.echo(f"{text}: {len(paths)}個のファイル")
        if kind == "offered":
            for path in paths:
                click.echo(f"  {path}")
    click.echo(f"作業フォルダの準備ができました: {prepared.root}")
