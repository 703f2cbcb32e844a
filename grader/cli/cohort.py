"""``dxlab cohort …``: one command a step; each parses, makes one call and prints."""

from __future__ import annotations

import json
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
from grader.cli.cohort_people import extend, handout, person, roster
from grader.cli.cohort_retest import retest
from grader.cli.grade import Files, grade_options, run_grade
from grader.cli.grade_inline import Chosen
from grader.cli.options import course_option, examples, file_option
from grader.settings import Course


@click.group(
    epilog=examples(
        "dxlab cohort new kenshu --id 482013-2026-leader --lab l107-impact-evaluation",
        "dxlab cohort roster kenshu 名簿.csv",
        "dxlab cohort release kenshu l107-impact-evaluation",
        "dxlab cohort collect kenshu l107-impact-evaluation",
        "dxlab cohort grade kenshu l107-impact-evaluation",
        "dxlab cohort feedback kenshu l107-impact-evaluation",
        "dxlab cohort status kenshu",
    )
)
def cohort() -> None:
    """研修を運営します。名簿、公開、回収、採点、フィードバック、状況。"""


@cohort.command(
    epilog=examples('dxlab cohort new kenshu --id 482013-2026-leader --name "みなも市 リーダー研修"')
)
@COHORT
@click.option(
    "--id",
    "ident",
    required=True,
    metavar="番号",
    help="団体コード-年度-コース の形（例: 482013-2026-leader）。",
)
@click.option("--name", default="", metavar="名前", help="研修の名前。")
@click.option(
    "--lab",
    "labs",
    multiple=True,
    metavar="教材[=期限]",
    help="使う教材。期限は 2026-06-30 の形。何度でも書けます。",
)
@click.option(
    "--exchange",
    default="../exchange",
    metavar="フォルダ",
    help="交換フォルダ（研修のフォルダから見た場所）。",
)
def new(folder: Path, ident: str, name: str, labs: tuple[str, ...], exchange: str) -> None:
    """研修のフォルダを作ります。"""
    from grader.cohort.create import new_cohort
    from grader.cohort.model import LabPlan

    plans = []
    for text in labs:
        lab, _, deadline = text.partition("=")
        plans.append(LabPlan(lab, read_deadline(deadline)))
    made = new_cohort(folder, ident, name, plans, exchange)
    click.echo(f"研修のフォルダを作りました: {made.root}")
    click.echo(f"次は、名簿を取りこんでください: dxlab cohort roster {folder} 名簿.csv")


@cohort.command(epilog=examples("dxlab cohort release kenshu l107-impact-evaluation --deadline 2026-06-30"))
@COHORT
@LAB
@click.option(
    "--deadline", metavar="日時", help="提出の期限（日本時間）。cohort.toml にまだない教材のときだけ。"
)
@click.option("--force", is_flag=True, help="中身の変わった教材を公開しなおします。")
@course_option
def release(folder: Path, lab: str, deadline: str | None, force: bool, course: Course) -> None:
    """教材を組み立て、交換フォルダに公開します。"""
    from grader.cohort.release import release_lab

    out = release_lab(course, open_with_notices(folder), lab, deadline=read_deadline(deadline), force=force)
    click.echo(f"{released_word(out)}: {out.outbound}")
    click.echo(deadline_line(out))


@cohort.command(epilog=examples("dxlab cohort collect kenshu l107-impact-evaluation"))
@COHORT
@LAB
def collect(folder: Path, lab: str) -> None:
    """交換フォルダから提出物を回収します。何度出されていても、新しいものを取ります。"""
    from grader.cli.cohort_print import collected_lines
    from grader.cli.progress import progress_bar
    from grader.cohort.collect import collect_lab
    from grader.cohort.members import read_people

    opened = open_with_notices(folder)
    with progress_bar("回収") as on_done:
        found = collect_lab(opened, lab, on_done)
    for line in collected_lines(found, {i: p.name for i, p in read_people(opened).items()}):
        click.echo(line)


@cohort.command("grade", epilog=examples("dxlab cohort grade kenshu l107-impact-evaluation --student 000123"))
@COHORT
@LAB
@grade_options
@course_option
@click.pass_context
def grade_command(
    context: click.Context,
    folder: Path,
    lab: str,
    students: tuple[str, ...],
    workers: int | None,
    force: bool,
    scheduler: str | None,
    json_file: Path | None,
    changes_file: Path | None,
    course: Course,
) -> None:
    """回収した提出物を採点します。変わっていないものは採点しません。

    途中で止めても、同じコマンドで続きから採点します。hidden.py を直したあとは、
    このコマンドをもう一度実行すると、直した確認で採点しなおします。
    """
    chosen = Chosen(students, workers, force, scheduler)
    run_grade(context, course, folder, lab, chosen, Files(json_file, changes_file))
    context.exit(context.meta["dxlab.exit"])


@cohort.command(epilog=examples("dxlab cohort feedback kenshu l107-impact-evaluation"))
@COHORT
@LAB
@click.option("--force", is_flag=True, help="変わっていないページも作りなおします。")
@click.option("--no-release", is_flag=True, help="ページを作るだけで、受講者には返しません。")
@click.pass_context
def feedback(context: click.Context, folder: Path, lab: str, force: bool, no_release: bool) -> None:
    """フィードバックのページを作り、交換フォルダで受講者に返します。"""
    from grader.cli.cohort_print import handed_back_lines
    from grader.cli.progress import progress_bar
    from grader.cohort.feedback import give_feedback

    with progress_bar("フィードバック") as on_done:
        done = give_feedback(
            open_with_notices(folder), lab, hand_back=not no_release, force=force, on_done=on_done
        )
    for line in handed_back_lines(done):
        click.echo(line)
    context.exit(1 if done.problems else 0)


@cohort.command(
    epilog=examples(
        "dxlab cohort status kenshu", "dxlab cohort status kenshu l107-impact-evaluation --csv 状況.csv"
    )
)
@COHORT
@click.argument("lab", metavar="[教材]", required=False)
@file_option("--csv", "csv_file", "表を CSV でも書きます。")
@click.option("--json", "as_json", is_flag=True, help="表のかわりに JSON を出します。")
@click.pass_context
def status(
    context: click.Context, folder: Path, lab: str | None, csv_file: Path | None, as_json: bool
) -> None:
    """だれに助けが要るかを見ます。未提出、つまずき、記述の採点待ち、設定の確認。"""
    from grader.cli.cohort_status import HEADER, hook_lines, row_cells, status_json, status_lines
    from grader.cli.table import csv_bytes
    from grader.cohort.members import read_people
    from grader.cohort.release import released_labs
    from grader.cohort.settings import read_cohort
    from grader.cohort.status import ensure_hooks, find_status

    opened = read_cohort(folder)
    hooks = ensure_hooks(opened)  # first: what follows leans on the config
    found = [find_status(opened, one) for one in ([lab] if lab else released_labs(opened))]
    if csv_file:
        rows = [[s.lab, *row_cells(row)] for s in found for row in s.rows]
        csv_file.write_bytes(csv_bytes(("教材", *HEADER), rows))
    if as_json:
        table = {"cohort": opened.id, "labs": [status_json(s) for s in found], **vars(hooks)}
        click.echo(json.dumps(table, ensure_ascii=False, indent=1))
    else:
        names = {i: p.name for i, p in read_people(opened).items()}
        click.echo(f"{opened.name}（{opened.id}） 名簿 {len(names)}人")
        for one in found:
            click.echo("\n".join(["", *status_lines(one, names)]))
        if not found:
            click.echo("公開した教材は、まだありません。dxlab cohort release で公開してください。")
        click.echo("\n".join(["", *hook_lines(hooks)]))
    context.exit(1 if hooks.problems else 0)


for command in (roster, person, extend, retest, handout):
    cohort.add_command(command)
