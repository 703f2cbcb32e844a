"""``dxlab data``: which datasets a course has, what is in them, and making their files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.cli.layout import width_of, wrap_japanese
from grader.cli.options import course_option, examples
from grader.errors import DxlabError
from grader.settings import Course

if TYPE_CHECKING:
    from grader.data import Dataset, Table

SHOWN_SEED = 1
SHOWN_ROWS = 5
LINE = 80  # columns of a terminal
_KNOB_FORM = "名前=値 の形で指定します。例: --knob effect=-2"


@click.group("data", epilog=examples("dxlab data list", "dxlab data show d17-branch-wait"))
def data() -> None:
    """実習で使うデータを調べ、作ります。

    データはすべて架空のものです。同じ種（--seed）からは、いつも同じデータができます。
    """


@data.command("list", epilog=examples("dxlab data list"))
@course_option
def show_list(course: Course) -> None:
    """データの一覧を表示します。"""
    from grader.data import find_datasets

    rows = [["データ", "表", "行", "列", "題名"]]
    for dataset in find_datasets(course).values():
        tables, _ = dataset.make(SHOWN_SEED)
        rows += [[dataset.id, name, *_size(table), dataset.title] for name, table in tables.items()]
    if len(rows) == 1:
        click.echo(f"{course.datasets} に、データはありません。")
        return
    _echo_aligned(rows)


@data.command("show", epilog=examples("dxlab data show d17-branch-wait"))
@click.argument("name", metavar="データ")
@course_option
def show(course: Course, name: str) -> None:
    """データの説明、列の意味、最初の数行、変えられる設定を表示します。"""
    from grader.data import load_dataset

    dataset = load_dataset(course, name)
    click.echo(f"{dataset.id}  {dataset.title}")
    for line in wrap_japanese(dataset.descriptor["description"], LINE):
        click.echo(line)
    tables, _ = dataset.make(SHOWN_SEED)
    for table_name, table in tables.items():
        _echo_table(dataset, table_name, table)
    _echo_knobs(dataset)


@data.command(
    "build",
    epilog=examples(
        "dxlab data build d17-branch-wait --seed 1 --out data",
        "dxlab data build d17-branch-wait --seed 1 --out data --knob effect=0 --knob violation=-0.35",
    ),
)
@click.argument("name", metavar="データ")
@click.option(
    "--seed", type=click.IntRange(min=0), required=True, help="乱数の種。同じ数なら同じデータになります。"
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="フォルダ",
    help="データを書き出すフォルダ。なければ作ります。",
)
@click.option(
    "--knob",
    "knobs",
    multiple=True,
    metavar="名前=値",
    help="データの作り方を変える設定。何度でも指定できます。",
)
@click.option("--force", is_flag=True, help="同じ名前のファイルがあっても、書きかえます。")
@course_option
def build(course: Course, name: str, seed: int, out: Path, knobs: tuple[str, ...], force: bool) -> None:
    """データのファイルを作ります。

    すでに同じ名前のファイルがあるときは、何も書かずに止まります。
    """
    from grader.data import check_descriptor, load_dataset, write_table

    dataset = load_dataset(course, name)
    tables, _ = dataset.make(seed, **_read_knobs(dataset, knobs))
    if not force:
        _check_absent([out / table for table in tables])
    for problem in check_descriptor(dataset, tables):
        click.echo(f"注意: {problem}", err=True)
    _ensure_folder(out)
    for table_name, table in tables.items():
        write_table(out / table_name, table)
        rows, columns = _size(table)
        click.echo(f"{out / table_name} を書きました（{rows} 行、{columns} 列）。")


def _read_knobs(dataset: Dataset, texts: tuple[str, ...]) -> dict[str, Any]:
    from grader.data.knobs import read_knob

    wrong = [text for text in texts if "=" not in text]
    if wrong:
        raise DxlabError("knob-form", f"--knob {'、'.join(wrong)} が読み取れません。", _KNOB_FORM)
    pairs = [(text.split("=", 1)[0].strip(), text.split("=", 1)[1]) for text in texts]
    return {name: read_knob(dataset.knobs.get(name), value) for name, value in pairs}


def _check_absent(paths: list[Path]) -> None:
    present = [str(path) for path in paths if path.exists()]
    if present:
        raise DxlabError(
            "data-exists",
            f"{'、'.join(present)} は、すでにあります。",
            "別のフォルダを --out に指定するか、書きかえてよければ --force を付けてください。",
        )


def _ensure_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, FileNotFoundError, NotADirectoryError) as error:
        raise DxlabError(
            "out-folder", f"{folder}: フォルダを作れません。", "--out に、作れる場所を指定してください。"
        ) from error


def _size(table: Table) -> tuple[str, str]:
    return ("-", "-") if isinstance(table, bytes) else (f"{table.shape[0]:,}", str(table.shape[1]))


def _echo_table(dataset: Dataset, name: str, table: Table) -> None:
    from grader.data import dictionary

    rows, columns = _size(table)
    click.echo(f"\n■ {name}（{rows} 行、{columns} 列）")
    for column in dictionary(dataset, name):
        about = "、".join(part for part in (column["title"], column["type"], column["unit"]) if part)
        _echo_entry(f"{column['column']}（{about}）", f"{column['meaning']}{column['blank']}")
    if not isinstance(table, bytes):
        head = table.head(SHOWN_ROWS)
        click.echo(f"\n最初の {len(head)} 行（--seed {SHOWN_SEED} のとき）")
        _echo_aligned([[str(c) for c in head.columns], *(map(str, row) for row in head.to_numpy().tolist())])


def _echo_knobs(dataset: Dataset) -> None:
    if dataset.knobs:
        click.echo("\n■ 変えられる設定（--knob 名前=値）")
    for knob in dataset.knobs.values():
        about = f"{knob.name}={_as_typed(knob.default)}（{knob.kind_names}）"
        _echo_entry(about, dataset.descriptor.get("knobs", {}).get(knob.name, ""))


def _echo_entry(head: str, text: str) -> None:
    """Print a term and, indented below it, what it means."""
    click.echo(f"  {head}")
    for line in wrap_japanese(text, LINE - 6):
        click.echo(f"      {line}")


def _as_typed(value: Any) -> str:
    """The default as one would type it after ``--knob``."""
    return str(value).lower() if value is None or isinstance(value, bool) else str(value)


def _echo_aligned(rows: list[Any]) -> None:
    """Print rows in columns; Japanese letters are two columns wide."""
    table = [list(row) for row in rows]
    widths = [max(width_of(cell) for cell in column) for column in zip(*table, strict=True)]
    for row in table:
        cells = [cell + " " * (width - width_of(cell)) for cell, width in zip(row, widths, strict=True)]
        click.echo("  ".join(cells).rstrip())
