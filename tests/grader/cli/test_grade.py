"""What ``dxlab grade`` promises to other programs, and says to people."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from grader.cli.grade_print import change_lines, result_json, summary_lines
from grader.cli.interrupt import stop_on_interrupt
from grader.cli.progress import progress_bar, say_speed
from grader.cohort.book import Graded
from grader.cohort.changes import Change

NAMES = {"p1": "山田 太郎", "p2": "鈴木 花子"}


def test_the_json_contract():
    line = Graded("p1", "partial", 7.0, 9.0, 1, ("途中で止まりました。",))
    assert json.loads(result_json("l1", [line], 1.234)) == {
        "assignment": "l1",
        "submissions": [
            {
                "student": "p1",
                "state": "partial",
                "score": 7.0,
                "max": 9.0,
                "manual_pending": 1,
                "problems": ["途中で止まりました。"],
            }
        ],
        "seconds": 1.23,
    }


def test_every_problem_is_named_with_what_to_do():
    lines = [
        Graded("p1", "failed", 0.0, 9.0, 3, ("採点プログラムの誤り。",)),
        Graded("p2", "unreadable", 0.0, 9.0, 0, ("こわれています。",)),
        Graded("p3", "partial", 4.0, 9.0, 1, ("時間切れ。",)),
        Graded("p4", "graded", 9.0, 9.0, 0, ("同じノートブックが2つありました。",), fresh=False),
    ]
    text = "\n".join(summary_lines(lines, NAMES))
    assert "採点しました: 3件。変わっていないため前の結果を使いました: 1件。" in text
    assert "人が読む記述が残っています: 1人、1件。" in text, "what failed is no written part"
    for part in (
        "■ 採点できません: 1件",
        "山田 太郎（p1） 採点プログラムの誤り。",
        "もう一度採点してください",
    ):
        assert part in text
    for part in ("■ 読めません: 1件", "鈴木 花子（p2） こわれています。", "もう一度提出してもらってください"):
        assert part in text
    for part in ("■ 途中まで: 1件", "p3（名簿にいません） 時間切れ。", "formgrader", "■ お知らせ: 1件"):
        assert part in text


def test_who_marks_is_shown_the_guide():
    waiting = Graded("a1", "graded", 1.0, 2.0, 1, ())
    done = Graded("a1", "graded", 1.0, 2.0, 0, ())
    guide = Path("labs/l107/guide-r1.ja.md")
    assert any(str(guide) in line for line in summary_lines([waiting], NAMES, [guide]))
    assert not any(str(guide) in line for line in summary_lines([done], NAMES, [guide]))


def test_nothing_to_grade_says_what_comes_first():
    assert "dxlab cohort collect" in summary_lines([], NAMES)[0]


def test_changes_are_a_table():
    change = Change("p1", "q3", 4.0, 2.5, "確認を直した")
    same = Graded("p2", "graded", 9.0, 9.0, 0, (), again=True)
    text = "\n".join(
        change_lines([Graded("p1", "graded", 1, 9, 0, (), changes=(change,)), same], NAMES, None)
    )
    assert "点が変わった人: 1人（1か所）" in text
    assert "p1        山田 太郎  q3    4       2.5       確認を直した" in text
    assert change_lines([same], NAMES, None) == ["採点しなおした1件で、自動採点の点は変わりませんでした。"]
    assert change_lines([Graded("p1", "graded", 1, 9, 0, ())], NAMES, None) == []


def test_a_long_table_is_cut():
    many = tuple(Change("p1", f"q{i}", 0, 1, "x") for i in range(50))
    lines = change_lines([Graded("p1", "graded", 1, 9, 0, (), changes=many)], NAMES, None)
    assert "ほか20か所。" in lines


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ((0, 10, 5.0), "経過 5秒"),
        ((10, 20, 65.0), "経過 1分5秒 毎分9件 残り約2分10秒"),
        ((1, 1000, 10.0), "経過 10秒 毎分6件 残り約2時間46分"),
    ],
)
def test_speed_in_japanese(facts, said):
    assert say_speed(*facts) == said


def test_the_bar_is_for_terminals_only(capfd, monkeypatch):
    with progress_bar("採点") as on_done:
        on_done(1, 3, "p1")
    assert capfd.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with progress_bar("採点") as on_done:
        on_done(1, 3, "")
        on_done(2, 3, "p1")
    assert "採点 1/3件" in capfd.readouterr().err


def test_the_first_press_asks_and_the_second_ends(capfd):
    with pytest.raises(KeyboardInterrupt), stop_on_interrupt() as stop:
        assert not stop()
        os.kill(os.getpid(), signal.SIGINT)
        assert stop()
        assert "済んだ分を保存しています" in capfd.readouterr().err
        os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
