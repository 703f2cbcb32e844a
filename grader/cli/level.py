"""``dxlab level …``: the level check before and after a course."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.cohort_open import COHORT, open_with_notices, read_deadline
from grader.cli.options import course_option, examples, file_option
from grader.settings import Course

if TYPE_CHECKING:
    from grader.cohort.model import Person

PHASE = click.argument("phase", metavar="pre|post", type=click.Choice(["pre", "post"]))


@click.group(
    epilog=examples(
        "dxlab level release kenshu pre --deadline 2026-05-15 --csv 割り当て.csv",
        "dxlab level collect kenshu pre",
        "dxlab level report kenshu",
        "dxlab level release kenshu post --deadline 2026-11-20",
    )
)
def level() -> None:
    """レベルチェック（研修の前と後）を配り、集め、結果を返します。

    問題はAとBの2種類です。半分の人は前にA、後にBに答えます。残りの人は逆です。
    成績簿に点は残りません。一人ひとりの結果は、本人のページにだけ出ます。
    """


@level.command(epilog=examples("dxlab level release kenshu pre --deadline 2026-05-15 --csv 割り当て.csv"))
@COHORT
@PHASE
@click.option("--deadline", metavar="日時", help="提出の期限（日本時間）。はじめて公開するときだけ。")
@file_option("--csv", "csv_file", "だれがどちらの問題に答えるかを CSV で書きます。")
@course_option
def release(folder: Path, phase: str, deadline: str | None, csv_file: Path | None, course: Course) -> None:
    """レベルチェックを公開し、だれがAとBのどちらに答えるかを決めます。"""
    from grader.cli.table import csv_bytes
    from grader.cohort.members import read_people
    from grader.level.story import release_level

    cohort = open_with_notices(folder)
    given = release_level(course, cohort, phase, deadline=read_deadline(deadline))
    for one in given.released:
        word = "公開しました" if one.changed else "もう公開してあります（変わりはありません）"
        count = sum(lab == one.lab for lab in given.people.values())
        click.echo(f"{one.lab} を{word}。答える人は {count}人です。")
    people = read_people(cohort)
    rows = [_row(people.get(i), i, lab) for i, lab in sorted(given.people.items())]
    if csv_file:
        csv_file.write_bytes(csv_bytes(("職員番号", "氏名", "メール", "開く教材"), rows))
        click.echo(f"割り当てを書きました: {csv_file}")
    else:
        click.echo("だれがどちらに答えるかは、--csv ファイル名 を付けると書き出せます。")


def _row(person: Person | None, ident: str, lab: str) -> tuple[str, str, str, str]:
    return (ident, person.name if person else "", person.mail if person else "", lab)


@level.command(epilog=examples("dxlab level collect kenshu pre"))
@COHORT
@PHASE
def collect(folder: Path, phase: str) -> None:
    """レベルチェックの答えを回収します。採点のコマンドは要りません。"""
    from grader.level.story import collect_level, find_taken

    cohort = open_with_notices(folder)
    found = collect_level(cohort, phase)
    click.echo(f"回収しました: 新しいもの {sum(len(f.fresh) for f in found)}件。")
    click.echo(f"答えの入っている人は、これまでに {len(find_taken(cohort, phase))}人です。")
    for ident, problems in ((i, p) for f in found for i, p in f.problems.items()):
        click.echo(f"注意 {ident}: {' '.join(problems)}")
    click.echo(f"結果のページは、次のコマンドで作ります: dxlab level report {folder}")


@level.command(epilog=examples("dxlab level report kenshu"))
@COHORT
def report(folder: Path) -> None:
    """結果のページを作ります。本人のページは本人に返し、集計は名前なしで1枚にします。

    集計では、5人より少ない数と、引き算でそれが分かる数を出しません。
    """
    from grader.level.report import report_level

    done = report_level(open_with_notices(folder))
    click.echo(f"本人のページを、交換フォルダで {len(done.returned)}人に返しました。")
    for ident, page in done.by_hand.items():
        click.echo(f"注意 {ident}: 交換フォルダから来た答えではないため、本人に直接渡してください: {page}")
    if done.same_form:
        click.echo(f"前と後で同じ問題に答えた {len(done.same_form)}人は、比べる人数に入れていません。")
    click.echo(f"集計のページ（前と後の両方に答えた人）: {done.page}")
    click.echo("集計は、答えがそろってから1回だけ配ってください。")
