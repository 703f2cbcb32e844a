"""quiz(): by plain calls and as a form."""

from __future__ import annotations

import pytest

from dxlab.answers import read_answers
from dxlab.labfiles import read_lab
from dxlab.questions import given_answers
from dxlab.quiz_file import read_quiz
from dxlab.quiz_form import build_form


def test_plain_calls_record(notebook, lab_folder, capsys):
    notebook.run('quiz("t1", "B")')
    assert "記録しました" in capsys.readouterr().out
    assert read_answers(lab_folder / "answers.json")["quiz"] == {"t1": "b"}
    notebook.run('quiz("t1", "a")')
    capsys.readouterr()
    notebook.run('quiz("t1")')
    assert "いまの記録: a" in capsys.readouterr().out


def test_practice_explains_and_records_nothing(notebook, lab_folder, capsys):
    notebook.run('quiz("p1", "a")')
    assert "それは中央値です" in capsys.readouterr().out
    notebook.run('quiz("p1", "b")')
    assert "○ 正解です" in capsys.readouterr().out
    assert not (lab_folder / "answers.json").exists()


def test_without_widgets_all_questions_stand_as_text(notebook, capsys):
    notebook.run("quiz()")
    first = capsys.readouterr().out
    notebook.run("quiz()")
    assert capsys.readouterr().out == first and "t5" in first


@pytest.mark.parametrize("call", ['quiz("t9")', 'quiz("t1", "z")', 'quiz("t1", 3)', "quiz(1, 2)"])
def test_wrong_calls_are_answered_kindly(notebook, lab_folder, capsys, call):
    notebook.run(call)
    assert capsys.readouterr().out.startswith("△ ")
    assert not (lab_folder / "answers.json").exists()


def test_damaged_answers_are_never_overwritten(notebook, lab_folder, capsys):
    (lab_folder / "answers.json").write_text("{")
    notebook.run('quiz("t1", "a")')
    assert "読めません" in capsys.readouterr().out
    assert (lab_folder / "answers.json").read_text() == "{"


def test_no_quiz_and_a_damaged_one(notebook, lab_folder, capsys):
    (lab_folder / "quiz.json").write_text('{"test": [{}]}')
    notebook.run("quiz()")
    assert "quiz.json が読めません" in capsys.readouterr().out
    (lab_folder / "quiz.json").unlink()
    notebook.run("quiz()")
    assert "確認テストがありません" in capsys.readouterr().out


def _form(folder):
    lab = read_lab(folder)
    rows = build_form(lab, read_quiz(folder), given_answers(lab)).children
    return [row for row in rows if hasattr(row, "children")]


def test_form_records_at_once_and_shows_it_again(lab_folder):
    practice, first, *_ = _form(lab_folder)
    _, buttons, said = first.children
    assert buttons.value is None and buttons.description == "t1 の答え"
    buttons.value = "b"
    assert read_answers(lab_folder / "answers.json")["quiz"] == {"t1": "b"}
    assert "記録しました" in said.value
    _, buttons, said = practice.children
    buttons.value = "a"
    assert "それは中央値です" in said.value
    _, again, said = _form(lab_folder)[1].children
    assert again.value == "b" and "記録してあります" in said.value


def test_form_shows_question_text_as_text(lab_folder):
    title = _form(lab_folder)[1].children[0]
    assert "<script>" not in title.value and "&lt;script&gt;" in title.value


def test_form_says_when_an_answer_could_not_be_kept(lab_folder):
    buttons, said = _form(lab_folder)[1].children[1:]
    (lab_folder / "answers.json").mkdir()
    buttons.value = "a"
    assert "△" in said.value
