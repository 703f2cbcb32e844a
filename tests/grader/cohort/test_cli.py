"""The commands and the JSON that others rely on, with the real engine."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.cli.main import run as dxlab
from grader.cli.table import build_table, csv_bytes
from grader.cohort.model import Cohort

LAB = "l001-tiny"
COURSE = ("--course", str(Path(__file__).parents[1] / "lab" / "course"))
ANSWER = "def average(df):\n    return float(df['wait'].mean())"


@pytest.mark.story
def test_a_cohort_by_commands(
    cohort: Cohort, hand_in: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in("p1", ANSWER)
    hand_in("p2", "broken")
    root = str(cohort.root)
    assert dxlab(["cohort", "collect", root, LAB]) == 0
    assert "まだ出していない人 1人: 佐藤 次郎（p3）" in capsys.readouterr().out
    assert dxlab(["grade", root, LAB, "--json", str(tmp_path / "out.json"), "--feedback", *COURSE]) == 1
    table: dict[str, Any] = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert sorted(table) == ["assignment", "seconds", "submissions"]
    rows = {row["student"]: row for row in table["submissions"]}
    assert (rows["p1"]["state"], rows["p1"]["score"], rows["p1"]["manual_pending"]) == ("graded", 40.0, 1)
    assert (rows["p2"]["state"], rows["p2"]["score"]) == ("unreadable", 0.0)
    assert sorted(rows["p1"]) == ["manual_pending", "max", "problems", "score", "state", "student"]
    assert (cohort.stock.folder("feedback", LAB, "p1") / f"{LAB}.html").is_file()
    assert table["assignment"] == LAB
    assert type(table["seconds"]) is float
    assert "鈴木 花子（p2）" in capsys.readouterr().out
    assert dxlab(["cohort", "grade", root, LAB, "--student", "p1", *COURSE]) == 0
    assert dxlab(["cohort", "feedback", root, LAB]) == 0
    capsys.readouterr()
    assert dxlab(["cohort", "status", root, "--csv", str(tmp_path / "s.csv"), "--json"]) == 0
    status = json.loads(capsys.readouterr().out)
    assert status["problems"] == []
    assert status["labs"][0]["people"][0]["state"] == "記述待ち"
    lines = list(csv.reader((tmp_path / "s.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert lines[1][:4] == [LAB, "p1", "山田 太郎", "総務課"]


@pytest.mark.parametrize(
    ("arguments", "exit_code", "said"),
    [
        (["cohort", "grade", "{root}", "l999", *COURSE], 2, "l999"),
        (["cohort", "status", "{root}", "l999"], 2, "l999"),
        (["cohort", "release", "{root}", "l999", *COURSE], 2, "l999"),
        (["cohort", "roster", "{root}", "none.csv"], 2, "none.csv"),
        (["cohort", "extend", "{root}", LAB, "--person", "p1", "--until", "いつか"], 2, "いつか"),
        (["grade", "/tmp", LAB, *COURSE], 2, "course-missing"),
    ],
)
def test_mistakes_are_told_in_japanese(
    cohort: Cohort, arguments: list[str], exit_code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dxlab([a.format(root=cohort.root) for a in arguments]) == exit_code
    err = capsys.readouterr().err
    assert said in err
    assert "→" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "name", ["new", "roster", "person", "extend", "release", "collect", "grade", "feedback", "status"]
)
def test_every_command_has_help_with_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert dxlab(["cohort", name, "--help"]) == 0
    out = capsys.readouterr().out
    assert "例:" in out
    assert f"dxlab cohort {name}" in out


def test_wide_letters_line_up() -> None:
    lines = build_table(("番号", "氏名", "点"), [("1", "山田", "5"), ("22", "アベ マリア", "10")])
    assert lines[2] == "1     山田         5"
    assert lines[3] == "22    アベ マリア  10"


def test_a_spreadsheet_runs_no_formula() -> None:
    text = csv_bytes(("a",), [("=1+1",), ("@x",), ("-3",), ("よい",)])
    assert text.startswith(b"\xef\xbb\xbf")
    assert [row[0] for row in csv.reader(text.decode("utf-8-sig").splitlines())] == [
        "a",
        "'=1+1",
        "'@x",
        "'-3",
        "よい",
    ]
