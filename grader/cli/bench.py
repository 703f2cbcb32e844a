"""``dxlab bench …``: what the engine withstands, measured."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.cli.options import course_option, examples, json_option
from grader.cli.progress import progress_bar
from grader.cli.table import build_table
from grader.errors import DxlabError
from grader.settings import Course

if TYPE_CHECKING:
    from grader.bench.attack import Report
    from grader.bench.case import Case
    from grader.bench.stock import StockReport


@click.group(epilog=examples("dxlab bench attacks --case tag_skip_execution"))
def bench() -> None:
    """採点の守りと速さを測ります。"""


@bench.command(
    epilog=examples("dxlab bench attacks", "dxlab bench attacks --case tag_skip_execution --json out.json")
)
@click.option(
    "--case", "names", multiple=True, metavar="名前", help="この攻撃だけ試します。何度でも書けます。"
)
@click.option("--no-stock", is_flag=True, help="標準の nbgrader とは比べません。")
@json_option
def attacks(names: tuple[str, ...], no_stock: bool, json_file: Path | None) -> None:
    """同じ攻撃を、標準の nbgrader とこの採点の両方に試して、表にします。

    すべて一時フォルダの中で行います。全部で10分ほどかかります。
    終了コードは、この採点がすべて防げば0、防げないものがあれば1です。
    """
    cases = _choose(names)
    stock = {} if no_stock else _run_stock([case for case in cases if case.stock])
    ours = _run_ours(cases)
    if json_file:
        rows = [_row(case, stock.get(case.name), ours.get(case.name)) for case in cases]
        json_file.write_text(json.dumps({"attacks": rows}, ensure_ascii=False, indent=1) + "\n", "utf-8")
    _print(cases, stock, ours)
    if any(report.faults for report in ours.values()):
        click.get_current_context().exit(1)


LAB = "l107-impact-evaluation"


def _speed_options(people: int) -> Any:
    """What both measurements of speed take; ``people`` is the default."""

    def add(command: Any) -> Any:
        for option in (
            course_option,
            json_option,
            click.option(
                "--people",
                type=click.IntRange(4, 5000),
                default=people,
                show_default=True,
                metavar="数",
                help="提出物の数。",
            ),
            click.argument("lab", default=LAB, metavar="[教材]"),
        ):
            command = option(command)
        return command

    return add


@bench.command(epilog=examples("dxlab bench grade", "dxlab bench grade --people 20 --json out.json"))
@_speed_options(24)
def grade(course: Course, lab: str, people: int, json_file: Path | None) -> None:
    """同じ提出物を4つのやり方で採点し、1件あたりの時間を比べます。

    温めたプロセスの fork だけ（下限）、この採点（同時に1と2）、標準の nbgrader です。
    ほかの仕事が動いていないコンピュータで測ってください。数分かかります。
    """
    from grader.bench.speed.run import bench_grade

    with tempfile.TemporaryDirectory(prefix="dxlab-bench-") as folder:
        report = bench_grade(course, lab, Path(folder), people, click.echo)
    rows = [
        [name, *(f"{row[key]:.2f}" if key in row else "－" for key in _SECONDS), _megabytes(row)]
        for name, row in report["rows"].items()
    ]
    heads = ["やり方", "1件の秒", "CPU秒", "うちセル", "うち答え", "うち確認", "全体の最大メモリ"]
    for line in build_table(heads, rows):
        click.echo(line)
    for name, ratio in report["ratios"].items():
        click.echo(f"{name}: {ratio:.2f}")
    _write_report(json_file, report)


@bench.command(epilog=examples("dxlab bench soak --people 2000"))
@_speed_options(2000)
@click.option(
    "--workers", type=click.IntRange(1, 64), default=2, metavar="数", help="同時に採点する数。省くと2。"
)
def soak(course: Course, lab: str, people: int, json_file: Path | None, workers: int) -> None:
    """たくさんの提出物を続けて採点し、時間とメモリを測ります。"""
    from grader.bench.speed.run import bench_soak

    with tempfile.TemporaryDirectory(prefix="dxlab-bench-") as folder, progress_bar("採点") as on_done:
        report = bench_soak(course, lab, Path(folder), people, workers, on_done)
    click.echo(f"{people}件を{report['seconds']:.0f}秒で採点しました（1件{report['each']:.2f}秒）。")
    click.echo(f"全体の最大メモリ: {_megabytes(report)}、点の種類: {report['scores']}")
    _write_report(json_file, report)


@bench.command(epilog=examples("dxlab bench inline --people 20"))
@json_option
@click.option(
    "--people",
    type=click.IntRange(4, 5000),
    default=20,
    show_default=True,
    metavar="数",
    help="提出物の数。",
)
def inline(people: int, json_file: Path | None) -> None:
    """ノートブックの中に確認があるコースを、標準の nbgrader とこの採点で採点し、時間を比べます。

    温めたプロセスの fork だけで同じセルを動かす時間（下限）も測ります。
    ほかの仕事が動いていないコンピュータで測ってください。
    """
    from grader.bench.speed.inline import bench_inline

    with tempfile.TemporaryDirectory(prefix="dxlab-bench-") as folder:
        report = bench_inline(Path(folder), people, click.echo)
    for name, seconds in report["seconds"].items():
        click.echo(f"{name}: 1件 {seconds:.3f} 秒")
    for name, ratio in report["ratios"].items():
        click.echo(f"{name}: {ratio:.1f}")
    _write_report(json_file, report)


_SECONDS = ("seconds", "cpu", "cells", "answers", "checks")


def _megabytes(row: dict[str, Any]) -> str:
    return f"{row['peak'] / 2**20:.0f} MB" if "peak" in row else "－"


def _write_report(path: Path | None, report: dict[str, Any]) -> None:
    if path:
        path.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _choose(names: Sequence[str]) -> list[Case]:
    from grader.bench.case import read_cases

    cases = {case.name: case for case in read_cases()}
    unknown = [name for name in names if name not in cases]
    if unknown:
        raise DxlabError(
            "case-not-found",
            f"{'、'.join(unknown)}: そのような攻撃はありません。",
            f"名前の例: {'、'.join(list(cases)[:5])}",
        )
    return [cases[name] for name in names] or list(cases.values())


def _run_stock(cases: list[Case]) -> dict[str, StockReport]:
    from grader.bench.stock import StockRange

    reports: dict[str, StockReport] = {}
    with (
        tempfile.TemporaryDirectory(prefix="dxlab-stock-") as folder,
        progress_bar("標準の nbgrader") as on_done,
        StockRange(Path(folder)) as place,
    ):
        for case in cases:
            reports[case.name] = place.run(case)
            on_done(len(reports), len(cases), case.name)
    return reports


def _run_ours(cases: list[Case]) -> dict[str, Report]:
    from grader.bench.driver import Driver
    from grader.bench.sandbox import requires_sandbox

    able = [case for case in cases if not requires_sandbox(case)]
    reports: dict[str, Report] = {}
    with progress_bar("この採点") as on_done, Driver() as driver:
        for case in able:
            reports[case.name] = driver.run(case)
            on_done(len(reports), len(able), case.name)
    return reports


def _row(case: Case, stock: StockReport | None, ours: Report | None) -> dict[str, Any]:
    return {
        "case": case.name,
        "about": case.about,
        "rows": list(case.rows),
        "stock": {**asdict(stock), "lost": stock.lost} if stock else None,
        "ours": asdict(ours) if ours else None,
    }


def _print(cases: list[Case], stock: dict[str, StockReport], ours: dict[str, Report]) -> None:
    rows = [[case.about, _say_stock(stock.get(case.name)), _say_ours(ours.get(case.name))] for case in cases]
    for line in build_table(["攻撃", "標準の nbgrader", "この採点"], rows):
        click.echo(line)
    broken = sum(_say_stock(report) != "防いだ" for report in stock.values())
    failed = sum(bool(report.faults) for report in ours.values())
    click.echo("")
    if stock:
        click.echo(f"標準の nbgrader で問題が出たもの: {broken}件（{len(stock)}件のうち）")
    click.echo(f"この採点で問題が出たもの: {failed}件（{len(ours)}件のうち）")
    if skipped := len(cases) - len(ours):
        click.echo(f"この機械では試せなかったもの（囲いが要る攻撃）: {skipped}件")


def _say_stock(report: StockReport | None) -> str:
    if report is None:
        return "－"
    said = []
    if report.won:
        said.append(f"{report.won:g}点とられた")
    if report.short:
        said.append(f"正しい答えから{report.short:g}点ひかれた")
    if report.heard or set(report.leaks) - {"HIDDEN"}:
        said.append("秘密がもれた")
    if "HIDDEN" in report.leaks:  # happens at any wrong answer: the failed test is shown
        said.append("隠れた確認が見えた")
    if report.changed:
        said.append("外を書きかえられた")
    if report.left:
        said.append("後に残った")
    if report.ended is None or report.ended < 0:
        said.append("採点が止まった")
    elif report.lost:
        said.append("採点できなかった")
    return "・".join(said) or "防いだ"


def _say_ours(report: Report | None) -> str:
    if report is None:
        return "－"
    return "問題あり: " + "、".join(report.faults) if report.faults else "防いだ"
