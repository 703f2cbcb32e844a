"""``dxlab cohort roster|person|extend``: who takes part, and until when."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.cohort_open import COHORT, LAB, open_with_notices, read_deadline
from grader.cli.options import course_option, examples
from grader.settings import Course


@click.command(epilog=examples("dxlab cohort roster kenshu 名簿.csv", "dxlab cohort roster kenshu"))
@COHORT
@click.argument("file", metavar="[名簿.csv]", required=False, type=click.Path(path_type=Path))
@click.option("--skip-bad", is_flag=True, help="直せない行をとばし、正しい行だけを取りこみます。")
def roster(folder: Path, file: Path | None, skip_bad: bool) -> None:
    """名簿（CSV）を取りこみます。ファイルを省くと、研修のフォルダの roster.csv を読みなおします。"""
    from grader.cohort.members import import_roster

    change = import_roster(open_with_notices(folder), file, skip_bad=skip_bad)
    for text in (*change.notices, *(f"とばしました: {line}" for line in change.skipped)):
        click.echo(text, err=True)
    click.echo(f"名簿: 追加 {len(change.added)}人、変更 {len(change.changed)}人、そのまま {change.kept}人。")


@click.command(
    epilog=examples(
        'dxlab cohort person kenshu --id 000123 --name "山田 太郎" --section 情報政策課',
        "dxlab cohort person kenshu --id 000123 --remove",
    )
)
@COHORT
@click.option("--id", "ident", required=True, metavar="職員番号", help="だれのことか。")
@click.option("--name", metavar="氏名", help="姓と名のあいだは空けます。")
@click.option("--kana", metavar="フリガナ", help="フリガナ。")
@click.option("--bureau", metavar="所属局", help="所属局。")
@click.option("--section", metavar="所属課", help="所属課。")
@click.option("--role", metavar="役割", help="役割。")
@click.option("--track", metavar="トラック", help="トラック。")
@click.option("--team", metavar="班", help="班。")
@click.option("--mail", metavar="メール", help="メールアドレス。")
@click.option("--remove", is_flag=True, help="名簿から消します（提出物があるときは消せません）。")
def person(folder: Path, ident: str, remove: bool, **values: str | None) -> None:
    """一人だけ名簿に加えるか、直すか、消します。書いた項目だけが変わります。"""
    from grader.cohort.members import remove_person, set_person

    opened = open_with_notices(folder)
    if remove:
        gone = remove_person(opened, ident)
        click.echo(f"名簿から消しました: {gone.id} {gone.name}")
        return
    found, is_new = set_person(opened, ident, {k: v for k, v in values.items() if v is not None})
    click.echo(f"{'名簿に加えました' if is_new else '名簿を直しました'}: {found.id} {found.name}")


@click.command(
    epilog=examples(
        "dxlab cohort extend kenshu l107-impact-evaluation --person 000123 --until 2026-07-07 --reason 出張",
        "dxlab cohort extend kenshu l107-impact-evaluation --section 危機管理課 --until 2026-07-07T12:00",
    )
)
@COHORT
@LAB
@click.option("--person", "ident", default="", metavar="職員番号", help="一人だけのばすとき。")
@click.option("--section", default="", metavar="所属課", help="課の全員をのばすとき。")
@click.option(
    "--until", required=True, metavar="日時", help="いつまで（日本時間）。日だけなら、その日の終わりまで。"
)
@click.option("--reason", default="", metavar="理由", help="理由の覚え書き。")
def extend(folder: Path, lab: str, ident: str, section: str, until: str, reason: str) -> None:
    """提出の期限をのばします（一人か、一つの課）。"""
    from grader.cohort.extend import extend_deadline
    from grader.stock.times import shown_time

    moment = read_deadline(until)
    extend_deadline(open_with_notices(folder), lab, moment, person=ident, section=section, reason=reason)
    click.echo(f"{ident or section} の {lab} の期限を {shown_time(moment)} までのばしました。")


@click.command(epilog=examples("dxlab cohort handout kenshu"))
@COHORT
@course_option
def handout(folder: Path, course: Course) -> None:
    """提出しない教材（学びタイプ診断）を、配れる形（zip）で書き出します。

    受講者は、実習のフォルダの外に広げて開きます。答えは受講者の手元だけに残ります。
    """
    from grader.cohort.handout import write_handout

    click.echo(f"書き出しました: {write_handout(course, open_with_notices(folder))}")
    click.echo("受講者に渡し、実習のフォルダの外に広げてもらってください。回収はしません。")
