"""``dxlab lab …``: parse, one call, print. Heavy imports wait until a command runs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.options import course_option, examples
from grader.settings import Course

if TYPE_CHECKING:
    from grader.lab.model import Problem

BUILD_FOLDER = "build/labs"


@click.group(epilog=examples("dxlab lab list", "dxlab lab verify --all", "dxlab lab build --help"))
def lab() -> None:
    """実習を作り、確かめ、組み立てます。"""


@lab.command("list", epilog=examples("dxlab lab list"))
@course_option
def list_labs(course: Course) -> None:
    """教材にある実習を表で出します。"""
    from grader.lab.listing import build_table
    from grader.lab.read import find_labs

    ids = find_labs(course)
    if not ids:
        click.echo("実習はまだありません。dxlab lab new で作れます。")
    for line in build_table(course, ids):
        click.echo(line)


@lab.command("new", epilog=examples('dxlab lab new l108-survey --title "住民アンケートの読み方"'))
@click.argument("lab_id", metavar="ID")
@click.option("--title", required=True, help="実習の題名。")
@course_option
def new(course: Course, lab_id: str, title: str) -> None:
    """見本（labs/_template）を写して、新しい実習のフォルダを作ります。"""
    from grader.lab.new import create_lab

    folder = create_lab(course, lab_id, title)
    click.echo(f"{folder} を作りました。")
    click.echo(
        f"次は lab.py を書き、dxlab lab build {lab_id} を実行してください。"
        "書き方は docs/authoring.ja.md にあります。"
    )


@lab.command(
    "build",
    epilog=examples(
        "dxlab lab build l107-impact-evaluation", "dxlab lab build l107-impact-evaluation --from ipynb"
    ),
)
@click.argument("lab_id", metavar="ID")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help=f"配布物の見本を置くフォルダ。省くと教材の {BUILD_FOLDER}/ID。",
)
@click.option(
    "--from",
    "source",
    type=click.Choice(["py", "ipynb"]),
    help="lab.py と lab.ipynb がちがうとき、正しいほう。",
)
@course_option
def build(course: Course, lab_id: str, out: Path | None, source: str | None) -> None:
    """実行ずみの lab.ipynb を作りなおし、配布物の見本を作ります。"""
    from grader.lab.preview import rebuild_lab
    from grader.lab.read import read_lab

    found = read_lab(course, lab_id)
    target = out or course.root / BUILD_FOLDER / lab_id
    click.echo("実行しています（1分ほどかかります）…", err=True)
    for line in rebuild_lab(course, found, target, source):
        click.echo(line)


@lab.command(
    "verify",
    epilog=examples(
        "dxlab lab verify l107-impact-evaluation",
        "dxlab lab verify --all",
        "dxlab lab verify l107-impact-evaluation --only rules",
    ),
)
@click.argument("lab_ids", metavar="[ID]...", nargs=-1)
@click.option("--all", "all_labs", is_flag=True, help="すべての実習と見本（_template）と、効率アップテキストを確かめます。")
@click.option(
    "--only",
    multiple=True,
    metavar="段階",
    help="この段階だけ確かめます（rules、answers、secrets、release、golden）。",
)
@course_option
def verify(course: Course, lab_ids: tuple[str, ...], all_labs: bool, only: tuple[str, ...]) -> None:
    """実習を配る前の総点検をします。問題があれば全部出し、終了コードは1です。"""
    from grader.lab.listing import ids_to_verify
    from grader.lab.tip_rules import check_tips
    from grader.lab.verify import STEPS, verify_lab

    if unknown := [name for name in only if name not in STEPS]:
        raise click.UsageError(
            f"--only の「{unknown[0]}」という段階はありません。書けるのは {'、'.join(STEPS)} です。"
        )
    if not lab_ids and not all_labs:
        raise click.UsageError("実習の ID か --all を指定してください。")
    found: list[Problem] = []
    for lab_id in ids_to_verify(course, lab_ids, all_labs):
        with _bar(lab_id) as show:
            found += verify_lab(course, lab_id, only=only or None, progress=show)
    if all_labs and (not only or "rules" in only):
        found += check_tips(course)
    found = list(dict.fromkeys(found))
    _finish(found)


@lab.command("preview", epilog=examples("dxlab lab preview l107-impact-evaluation"))
@click.argument("lab_id", metavar="ID")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"書き出すファイル。省くと教材の {BUILD_FOLDER}/ID.html。",
)
@click.option("--open", "show", is_flag=True, help="できたページを、ブラウザで開きます。")
@course_option
def preview(course: Course, lab_id: str, out: Path | None, show: bool) -> None:
    """模範解答入りの lab.ipynb を、そのまま開ける1枚のページにします。"""
    from grader.lab.preview import write_preview
    from grader.lab.read import read_lab

    target = out or course.root / BUILD_FOLDER / f"{lab_id}.html"
    write_preview(course, read_lab(course, lab_id), target)
    click.echo(
        f"{target} を作りました。ブラウザで開いてください。"
        "模範解答が入っているので、受講者には配らないでください。"
    )
    if show:
        click.launch(str(target))


@contextmanager
def _bar(lab_id: str) -> Iterator[Callable[[int, int, str], None]]:
    """Shows a lab's steps; only a terminal sees it."""
    from tqdm import tqdm

    form = "{bar:20} {n_fmt}/{total_fmt}  {desc}"
    with tqdm(total=1, bar_format=form, disable=not sys.stderr.isatty(), leave=False) as bar:

        def show(done: int, total: int, what: str) -> None:
            bar.total, bar.n = total, done
            bar.set_description_str(f"{lab_id}: {what}")

        yield show


def _finish(problems: Iterable[Problem]) -> None:
    problems = list(problems)
    for problem in problems:
        click.echo(str(problem))
    if problems:
        click.echo(f"{len(problems)}件の問題があります。", err=True)
        raise click.exceptions.Exit(1)
    click.echo("問題はありません。")
