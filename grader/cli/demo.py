"""``dxlab demo``: a whole cohort, from an empty folder to handed-back work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from grader.cli.options import course_option, examples
from grader.settings import Course


@click.command(epilog=examples("dxlab demo", "dxlab demo --dir ~/demo"))
@click.option(
    "--dir",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo"),
    show_default=True,
    metavar="フォルダ",
    help="見本を作る場所。",
)
@course_option
def demo(course: Course, folder: Path) -> None:
    """見本の研修を一つ作り、配布から採点までやってみせます。

    架空の20人が、実習のノートブックを提出します。正しい答え、よくある
    まちがい、白紙、こわれたファイルなどが混ざっています。2回目からは、
    変わったところだけをやり直すので、すぐに終わります。
    """
    from grader.demo.story import run_demo

    with _Bars() as bars:
        made = run_demo(course, folder.resolve(), bars)
    states = [line.state for line in made.graded]
    click.echo("")
    click.echo(f"見本の研修ができました。{len(states)}人のノートブックを採点しました。")
    click.echo(f"  採点ずみ {states.count('graded')}人、途中で止まったもの {states.count('partial')}人、")
    click.echo(
        f"  読めなかったもの {states.count('unreadable')}人、採点できなかったもの {states.count('failed')}人"
    )
    click.echo("")
    click.echo("まず、このページをブラウザで開いてください:")
    click.echo(f"  {made.index}")
    click.echo("nbgraderの研修フォルダは、ここにあります:")
    click.echo(f"  {made.course}")


class _Bars:
    """One progress bar per step."""

    def __init__(self) -> None:
        self._bar: Any = None

    def __enter__(self) -> _Bars:
        return self

    def __exit__(self, *exception: object) -> None:
        self._close(done=exception[0] is None)

    def begin(self, text: str) -> Callable[[int, int], None]:
        """Start a step; returns the function to call with (done, total)."""
        from tqdm import tqdm

        self._close(done=True)
        self._bar = tqdm(total=1, desc=text, bar_format="{desc}  {bar:20} {n_fmt}/{total_fmt} {elapsed}")
        return self._advance

    def _advance(self, done: int, total: int) -> None:
        self._bar.total = max(total, 1)
        self._bar.n = done
        self._bar.refresh()

    def _close(self, done: bool) -> None:
        if self._bar is None:
            return
        if done:
            self._bar.n = self._bar.total
        self._bar.refresh()
        self._bar.close()
        self._bar = None
