"""``dxlab cohort retest``: the confirmation test once more, for those who have not passed."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.cohort_open import (
    COHORT,
    LAB,
    deadline_line,
    open_with_notices,
    read_deadline,
    released_word,
)
from grader.cli.options import course_option, examples
from grader.settings import Course


@click.command(
    epilog=examples(
        "dxlab cohort retest kenshu l107-impact-evaluation --deadline 2026-07-31",
        "dxlab cohort collect kenshu l107-impact-evaluation-retest1",
        "dxlab cohort grade kenshu l107-impact-evaluation-retest1",
        "dxlab cohort retest kenshu l107-impact-evaluation --round 2",
    )
)
@COHORT
@LAB
@click.option(
    "--round",
    "number",
    type=click.IntRange(1, 2),
    default=1,
    metavar="1か2",
    help="何回目の受けなおしか。省くと1回目です。",
)
@click.option("--deadline", metavar="日時", help="提出の期限（日本時間）。はじめて公開するときだけ。")
@click.option("--force", is_flag=True, help="問題を作りなおして、公開しなおします。")
@course_option
def retest(folder: Path, lab: str, number: int, deadline: str | None, force: bool, course: Course) -> None:
    """確認テストの受けなおしを公開します。6割に届いていない人のためのものです。

    1回目は、同じ内容の別の問題です。2回目は、はじめの問題を並べかえて出します。
    「教材-retest1」「教材-retest2」という教材になり、回収と採点は実習と同じです。
    いちばん良かった回が6割以上なら、受講済になります。
    """
    from grader.cohort.members import read_people
    from grader.cohort.retest import release_retest

    cohort = open_with_notices(folder)
    done = release_retest(course, cohort, lab, number, deadline=read_deadline(deadline), force=force)
    if done.released is None:
        click.echo("受けなおしの要る人は、いまはいません。公開しませんでした。")
        click.echo("まだ採点していない提出があるときは、先に採点してください。")
        return
    click.echo(f"{released_word(done.released)}: {done.released.outbound}")
    click.echo(deadline_line(done.released))
    people = read_people(cohort)
    click.echo(f"知らせる人 {len(done.people)}人:")
    for ident in done.people:
        person = people.get(ident)
        words = [ident, person.name, person.section, person.mail] if person else [ident, "名簿にいません"]
        if ident in done.untried:
            words.append(f"（{number - 1}回目の採点はまだです）")
        click.echo("  " + "  ".join(filter(None, words)))
