"""progress(): state, points at stake, what is not saved or handed in."""

from __future__ import annotations

import json
import shutil

import pytest

from dxlab.session import SESSION
from dxlab.state import read_state, write_entry


@pytest.fixture
def shown(notebook, capsys):
    def run() -> str:
        notebook.run("progress()")
        return capsys.readouterr().out

    return run


def edit(lab_folder, cell, text):
    path = lab_folder / f"{lab_folder.name}.ipynb"
    raw = json.loads(path.read_text(encoding="utf-8"))
    next(c for c in raw["cells"] if c["id"] == cell)["source"] = text
    path.write_text(json.dumps(raw), encoding="utf-8")


def test_fresh_lab(shown):
    out = shown()
    assert "0／4 問 できました" in out and "q1 平均｜― 未着手｜40点｜―｜―" in out
    assert "r1 メモ｜― 未着手" in out and "提出していません" not in out


def test_after_some_work(shown, notebook, fake_lab, lab_folder, capsys):
    notebook.run(fake_lab.RIGHT_Q1)
    notebook.run('check("q1")')
    notebook.run('hint("q2")\n')
    notebook.run('hint("q1")')
    notebook.run('quiz("t1", "a")')
    edit(lab_folder, "r1", "書きました")
    capsys.readouterr()
    out = shown()
    assert "1／4 問" in out and "q1 平均｜○ できました｜40点｜1" in out
    assert "r1 メモ｜○ 書いてあります" in out and "（1／5問に答えました）" in out


def test_unsaved_answer(shown, fake_lab):
    SESSION.executed["q1_answer"] = fake_lab.RIGHT_Q1
    assert "保存していません" in shown()
    SESSION.executed["q1_answer"] = fake_lab.STUB_Q1
    assert "保存していません" not in shown()


def test_hand_in(shown, lab_folder, tmp_path):
    course = tmp_path / "jupyter" / "nbgrader_cache" / "r8"
    course.mkdir(parents=True)
    assert "まだ提出していません" in shown()
    name = lab_folder.name
    shutil.copytree(lab_folder, course / f"taro+{name}+2026-05-01 09:00:00 UTC")
    shutil.copytree(lab_folder, course / f"taro+{name}-b+2026-06-01 09:00:00 UTC")
    assert "提出" not in shown().replace("保存と提出", "")
    edit(lab_folder, "q2_answer", 'longest = "012"')
    assert "q2 いちばん待つ支所｜― 未着手｜20点｜―｜提出のあとで変わりました" in shown()
    shutil.copytree(lab_folder, course / f"taro+{name}+2026-05-02 09:00:00 UTC")
    assert "変わり" not in shown()


@pytest.mark.parametrize("damage", ["{", "[]", '{"exercises": []}', '{"exercises": {"q1": 3}}', "\x00"])
def test_damaged_state_is_a_fresh_one(shown, lab_folder, damage):
    (lab_folder / ".dxlab").mkdir()
    (lab_folder / ".dxlab" / "state.json").write_text(damage)
    assert "q1 平均｜― 未着手" in shown()
    write_entry(lab_folder, "q1", hints=1)
    assert read_state(lab_folder)["q1"] == {"hints": 1}


def test_damaged_notebook_and_answers(shown, lab_folder):
    (lab_folder / f"{lab_folder.name}.ipynb").write_text('{"cells": [3]}')
    (lab_folder / "answers.json").write_text("{")
    assert "記録が読めません" in shown()
