"""``dxlab``: the table of commands and the way in.

Do not import anything heavy here: ``dxlab --help`` reads this module only.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from grader.cli.errors import run_guarded
from grader.cli.language import ensure_japanese
from grader.cli.lazy import Entry, LazyGroup
from grader.cli.options import examples

COMMANDS = {
    "demo": Entry("grader.cli.demo:demo", "見本の研修を一つ作り、配布から採点までやってみせます。"),
    "workspace": Entry("grader.cli.workspace:workspace", "一人で学ぶための作業フォルダを作って開きます。"),
    "score": Entry("grader.cli.score:score", "自分の解答を手元で採点し、結果のページを開きます。"),
    "cohort": Entry("grader.cli.cohort:cohort", "研修を運営します。名簿、配布、回収、採点、返却、状況。"),
    "level": Entry("grader.cli.level:level", "研修の前と後のレベルチェックを配り、集め、結果を返します。"),
    "grade": Entry("grader.cli.grade:grade", "提出された実習を採点します。"),
    "attach": Entry("grader.cli.attach:attach", "nbgrader のコースの採点を dxlab につなぎます。"),
    "compare": Entry(
        "grader.cli.compare:compare", "nbgrader のコースを2通りに採点し、点のちがいを表にします。"
    ),
    "lab": Entry("grader.cli.lab:lab", "実習を作り、確かめ、組み立てます。"),
    "bench": Entry("grader.cli.bench:bench", "採点の守りと速さを測ります。"),
    "data": Entry("grader.cli.data:data", "実習で使うデータを調べ、作ります。"),
}

cli = LazyGroup(
    name="dxlab",
    table=COMMANDS,
    help="自治体DX研修の実習を、作り、配り、採点する道具です。",
    epilog=examples("dxlab demo", "dxlab workspace open", "dxlab cohort status --help"),
)
_version = click.version_option(
    package_name="dxlab", message="dxlab %(version)s", help="版の番号を表示して終わります。"
)
_version(cli)


def run(arguments: Sequence[str]) -> int:
    """Run ``dxlab`` with ``arguments`` and return its exit code (0, 1, 2, 70 or 130)."""
    ensure_japanese()
    return run_guarded(cli, arguments)


def main() -> None:
    """Entry point of the console script."""
    sys.exit(run(sys.argv[1:]))
