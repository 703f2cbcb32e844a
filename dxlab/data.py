"""``load`` and ``dictionary``: the released tables and what their columns mean."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dxlab.cards import Table, card
from dxlab.guard import kindly
from dxlab.labfiles import Lab, LabError
from dxlab.session import current_lab, show

if TYPE_CHECKING:
    import pandas as pd

#: Types of the data dictionary whose columns stay text, so that 012084 keeps its zero.
_TEXT_TYPES = ("string", "文字")


def load(file: str) -> pd.DataFrame:
    """The table of a released CSV file; ``.csv`` may be left out.

    Columns that the data dictionary calls text are text. Empty cells are missing values.

    Raises
    ------
    LabError: no such file; its text (which replaces the traceback) lists the files.
    """
    lab = current_lab()
    return read_table(lab.folder / "data", _require_file(lab, file))


def read_table(data: Path, file: str) -> pd.DataFrame:
    """A CSV file of the folder ``data`` with the column kinds of its dictionary.

    Raises
    ------
    LabError: the file is damaged.
    OSError: it is not there.
    """
    import pandas as pd

    kinds = {c["column"]: str for c in read_dictionary(data).get(file, []) if c.get("type") in _TEXT_TYPES}
    try:
        # Only an empty cell is missing: "NA" or "None" may be a code.
        return pd.read_csv(
            data / file, dtype=kinds, keep_default_na=False, na_values=[""], encoding="utf-8-sig"
        )
    except (ValueError, pd.errors.ParserError) as error:
        raise LabError(
            f"データ {file} を表として読めません。ファイルが書きかわっているようです。",
            "講師に知らせて、演習のフォルダをもう一度受け取ってください。",
        ) from error


@kindly
def dictionary(file: str) -> None:
    """Show what each column of a released file means."""
    lab = current_lab()
    name = _require_file(lab, file)
    columns = read_dictionary(lab.folder / "data").get(name, [])
    if not columns:
        raise LabError(f"{name} には列の説明がありません。")
    header = ("列", "読み方", "種類", "単位", "意味", "空らんの意味")
    keys = ("column", "title", "type", "unit", "meaning", "blank")
    rows = [[_cell(column, key) for key in keys] for column in columns]
    show(card(f"{name} の列", Table(header, rows)))


def read_dictionary(data: Path) -> dict[str, list[dict[str, Any]]]:
    """File -> its columns; empty when there is no readable dictionary."""
    try:
        raw = json.loads((data / "dictionary.json").read_text(encoding="utf-8"))
        return {str(k): [dict(c) for c in v if "column" in c] for k, v in raw.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _cell(column: dict[str, Any], key: str) -> str:
    return str(column.get(key) or column.get("description" if key == "meaning" else key) or "")


def _require_file(lab: Lab, file: object) -> str:
    names = sorted(p.name for p in (lab.folder / "data").glob("*") if p.suffix.lower() == ".csv")
    typed = str(file).strip().replace("\\", "/").removeprefix("data/")
    for name in (typed, f"{typed}.csv"):
        if name in names:
            return name
    raise LabError(_unknown(typed, names), _list(lab, names))


def _unknown(typed: str, names: list[str]) -> str:
    near = difflib.get_close_matches(typed, names, n=1, cutoff=0.5)
    guess = f'"{near[0]}" のことではありませんか。' if near else ""
    return f"「{typed[:80]}」というデータはありません。{guess}"


def _list(lab: Lab, names: list[str]) -> str:
    if not names:
        return "data フォルダにデータがありません。演習のフォルダをもう一度受け取ってください。"
    titles = dict(lab.data)
    shown = "、".join(f"{n}（{titles[n]}）" if titles.get(n) else n for n in names)
    return f"使えるデータは {shown} です。"
