"""``dxlab level …``: the level check before and after a course."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.cohort_open import COHORT, deadline_line, open_with_notices, read_deadline, released_word
from grader.cli.options import course_option, examples, file_option
from grader.settings import Course

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from grader.cohort.collect import Collected
    from grader.cohort.model import Person
    from grader.level.story import Roll

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
        count = sum(lab == one.lab for lab in given.people.values())
        click.echo(f"{released_word(one)}。答える人は {count}人です。")
    click.echo(deadline_line(given.released[0]))
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
    from grader.cohort.members import read_people
    from grader.level.story import call_roll, collect_level

    cohort = open_with_notices(folder)
    found = collect_level(cohort, phase)
    roll, people = call_roll(cohort, phase), read_people(cohort)
    click.echo(f"回収しました: 新しいもの {sum(len(f.fresh) for f in found)}件。")
    click.echo(f"答えの入っている人は、これまでに {len(roll.taken)}人です。")
    for line in _roll_lines(roll, people, found):
        click.echo(line)
    click.echo(f"結果のページは、次のコマンドで作ります: dxlab level report {folder}")


def _roll_lines(roll: Roll, people: Mapping[str, Person], found: Iterable[Collected]) -> Iterator[str]:
    """Whom to ask again, and for what."""
    if roll.missing:
        yield f"まだ出していない人 {len(roll.missing)}人: {_names(people, roll.missing)}"
    if roll.empty:
        yield f"出したが、答えが空か、読めない人 {len(roll.empty)}人: {_names(people, roll.empty)}"
        yield "  → 問題に答えて保存し、もう一度提出してもらってください。"
    for ident, lab in roll.again.items():
        yield f"注意 {_names(people, [ident])}: 前と同じ問題に答えたため、前と後を比べられません。"
        yield f"  → {lab} に答えなおしてもらうと、比べる人数に入ります。"
    unknown = sorted({ident for one in found for ident in one.unknown})
    if unknown:
        yield f"名簿にいない人の提出があり、回収していません: {'、'.join(unknown)}"
        yield "  → 受講者なら dxlab cohort person で名簿に加え、もう一度回収してください。"
    for ident, problems in ((i, p) for one in found for i, p in one.problems.items()):
        yield f"注意 {_names(people, [ident])}: {' '.join(problems)}"


def _names(people: Mapping[str, Person], idents: Iterable[str]) -> str:
    return "、".join(f"{people[i].name}（{i}）" if i in people else i for i in idents)


@level.command(epilog=examples("dxlab level report kenshu"))
@COHORT
def report(folder: Path) -> None:
    """結果のページを作ります。本人のページは本人に返し、集計は名前なしで1枚にします。

    集計では、5人より少ない数と、引き算でそれが分かる数を出しません。
    """
    from grader.cohort.members import read_people
    from grader.level.report import report_level

    cohort = open_with_notices(folder)
    done, people = report_level(cohort), read_people(cohort)
    click.echo(f"本人のページを、交換フォルダで {len(done.returned)}人に返しました。")
    for ident, page in done.by_hand.items():
        click.echo(
            f"注意 {_names(people, [ident])}: 交換フォルダから来た答えではないため、本人に直接渡してください: {page}"
        )
    if done.same_form:
        click.echo(
            f"前と後で同じ問題に答えた人は、比べる人数に入れていません: {_names(people, done.same_form)}"
        )
    click.echo(f"集計のページ（前と後の両方に答えた人）: {done.page}")
    click.echo("集計は、答えがそろってから1回だけ配ってください。")
