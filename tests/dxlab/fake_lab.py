"""A small released lab, as a trainee would have it."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

LAB_ID = "l999-waits"

STUB_Q1 = "def average(df):\n    return ____\n"
STUB_Q2 = "longest = ____\nrank = ____\n"
STUB_Q3 = (
    "def helper(x):\n    return x + 1\n\n\ndef twice(x):\n    total = helper(x)\n    return ____ * total\n"
)
RIGHT_Q1 = 'def average(df):\n    return float(df["wait"].mean())\n'

VISIBLE = """\
from dxlab.outcome import failed, partial, passed


def q1(average, *, ask):
    table, _ = ask.released("waits.csv")
    value = average(table)
    if not ask.is_number(value):
        return failed("平均は1つの数で返してください。")
    if not ask.close(value, 12.0, 5):
        return failed("<b>平均</b>がありそうな範囲から外れています。")
    return passed()


def q2(longest, rank, *, ask):
    if longest != "012":
        return failed("支所コードがちがいます。")
    return passed() if rank == 1 else partial(0.5, "順位を見直してください。")


def q3(twice, helper, *, ask):
    return passed() if twice(1) == 4 else failed("2倍になっていません。")


def q4(anything, *, ask):
    return 1 / 0
"""

HINTS = """\
[q1]
idea = "全部を足して、数で割ります。"
tool = "表の列には `.mean()` があります。"
skeleton = 'df["____"].mean()'
"""

QUIZ = {
    "practice": [
        {
            "id": "p1",
            "text": "平均とは何ですか。",
            "options": [{"id": "a", "text": "まん中の値"}, {"id": "b", "text": "合計を件数で割った値"}],
            "answer": "b",
            "why": {"a": "それは中央値です。", "b": "そのとおりです。"},
        }
    ],
    "test": [
        {
            "id": f"t{n}",
            "text": f"問い{n} <script>alert(1)</script>",
            "options": [{"id": "a", "text": "はい"}, {"id": "b", "text": "いいえ"}],
        }
        for n in range(1, 6)
    ],
}

DICTIONARY = {
    "waits.csv": [
        {
            "column": "branch",
            "title": "支所コード",
            "type": "文字",
            "unit": "",
            "meaning": "支所",
            "blank": "",
        },
        {
            "column": "wait",
            "title": "待ち時間",
            "type": "数",
            "unit": "分",
            "meaning": "平均",
            "blank": "休み",
        },
    ]
}


def _exercise(name: str, points: float, kind: str, stub: str | None, title: str = "") -> dict[str, object]:
    answer = {"auto": f"{name}_answer", "manual": name}.get(kind)
    return {
        "id": name,
        "title": title or name,
        "points": points,
        "kind": kind,
        "answer": answer,
        "stub": stub,
    }


LAB = {
    "id": LAB_ID,
    "title": "待ち時間の平均",
    "subtitle": "はじめての集計",
    "hours": 1,
    "version": "0",
    "exercises": [
        _exercise("q1", 40, "auto", STUB_Q1, "平均"),
        _exercise("q2", 20, "auto", STUB_Q2, "いちばん待つ支所"),
        _exercise("q3", 10, "auto", STUB_Q3, "2倍"),
        _exercise("q4", 10, "auto", "anything = ____\n", "こわれた確認"),
        _exercise("r1", 20, "manual", "ここに書いてください。", "メモ"),
        _exercise("quiz", 5, "quiz", None, "確認テスト"),
    ],
    "data": [{"file": "waits.csv", "title": "待ち時間"}],
}


def _cell(name: str, source: str, **flags: bool) -> nbformat.NotebookNode:
    metadata = {"nbgrader": {"grade_id": name, "schema_version": 3, **flags}}
    return new_code_cell(source, id=name, metadata=metadata)


def build_notebook() -> nbformat.NotebookNode:
    """The lab as released."""
    cells = [
        _cell("setup", "from dxlab import *\n\nstart()"),
        _cell("load_data", 'waits = load("waits")\nwaits'),
    ]
    for exercise in LAB["exercises"]:  # type: ignore[attr-defined]
        if exercise["kind"] == "auto":
            cells.append(_cell(exercise["answer"], exercise["stub"]))
            cells.append(_cell(exercise["id"], f'check("{exercise["id"]}")'))
        elif exercise["kind"] == "manual":
            metadata = {"nbgrader": {"grade_id": exercise["id"]}}
            cells.append(new_markdown_cell(exercise["stub"], id=exercise["id"], metadata=metadata))
    cells += [_cell("quiz_form", "quiz()"), _cell("quiz", 'check("quiz")')]
    cells.append(new_code_cell("progress()", id="own"))
    kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernelspec})


def write_lab(folder: Path) -> Path:
    """Write the released lab into ``folder`` and return it."""
    (folder / "data").mkdir(parents=True)
    (folder / "lab.json").write_text(json.dumps(LAB), encoding="utf-8")
    (folder / "visible.py").write_text(VISIBLE, encoding="utf-8")
    (folder / "hints.toml").write_text(HINTS, encoding="utf-8")
    (folder / "quiz.json").write_text(json.dumps(QUIZ), encoding="utf-8")
    (folder / "data" / "waits.csv").write_text("branch,wait\n012,12\n034,13\n,11\n", encoding="utf-8")
    (folder / "data" / "dictionary.json").write_text(json.dumps(DICTIONARY), encoding="utf-8")
    nbformat.write(build_notebook(), folder / f"{LAB_ID}.ipynb")
    return folder
