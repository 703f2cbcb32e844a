"""hint, solution, reset."""

from __future__ import annotations

import pytest

from dxlab import helping
from dxlab.session import SESSION
from dxlab.solutions import read_solutions, seal_solutions


@pytest.fixture
def sealed(lab_folder, fake_lab):
    (lab_folder / "solutions.bin").write_text(seal_solutions({"q1": fake_lab.RIGHT_Q1}))


def test_hints_go_one_step_further_and_stay_at_the_last(notebook, capsys):
    for expected in ("ヒント1　考え方", "ヒント2　道具", "ヒント3　穴うめ", "ヒント3　穴うめ"):
        notebook.run('hint("q1")')
        assert capsys.readouterr().out.startswith(expected)
    notebook.run('hint("q1", 1)')
    assert 'hint("q1", 2)' in capsys.readouterr().out
    notebook.run('hint("q1")')  # looking back does not lose the place
    assert "ヒント3" in capsys.readouterr().out


@pytest.mark.parametrize(
    "call", ['hint("q1", 4)', 'hint("q1", 0)', 'hint("q1", "x")', 'hint("zz")', "hint(3)"]
)
def test_wrong_hints_are_answered_kindly(notebook, capsys, call):
    notebook.run(call)
    assert capsys.readouterr().out.startswith("△ ")


def test_without_hints(notebook, capsys):
    notebook.run('hint("q2")')
    assert "ヒントがありません" in capsys.readouterr().out


def test_solution_needs_a_pass_or_giving_up(notebook, sealed, fake_lab, capsys):
    notebook.run('solution("q1")')
    first = capsys.readouterr().out
    assert "mean()" not in first and "give_up=True" in first and 'hint("q1")' in first
    notebook.run('solution("q1", give_up=True)')
    assert 'df["wait"].mean()' in capsys.readouterr().out
    notebook.run(fake_lab.RIGHT_Q1)
    notebook.run('check("q1")')
    notebook.run('solution("q1")')
    assert 'df["wait"].mean()' in capsys.readouterr().out


def test_solution_where_none_ships(notebook, capsys):
    notebook.run('solution("q1", give_up=True)')
    assert "模範解答は講師から配られます" in capsys.readouterr().out


def test_damaged_solutions(notebook, lab_folder, capsys):
    for damage in ("こわれた", "abc", seal_solutions({})[:-3]):
        (lab_folder / "solutions.bin").write_text(damage, encoding="utf-8")
        notebook.run('solution("q1")')
        assert "模範解答のファイルが読めません" in capsys.readouterr().out


def test_sealed_text_is_not_readable_and_comes_back(tmp_path):
    sources = {"q1": "return 答え"}
    (tmp_path / "s").write_text(seal_solutions(sources))
    assert "return" not in (tmp_path / "s").read_text()
    assert read_solutions(tmp_path / "s") == sources
    assert read_solutions(tmp_path / "none") is None


def test_reset_elsewhere_shows_the_stub_and_keeps_the_old_text(notebook, lab_folder, capsys):
    SESSION.executed["q1_answer"] = "def average(df):\n    return 1"
    notebook.run('reset("q1")')
    out = capsys.readouterr().out
    assert "return ____" in out and "old-answers/q1-1.py" in out
    assert (lab_folder / "old-answers" / "q1-1.py").read_text() == "def average(df):\n    return 1\n"
    notebook.run('reset("q1")')
    assert len(list((lab_folder / "old-answers").iterdir())) == 2


def test_reset_of_an_untouched_answer_keeps_nothing(notebook, lab_folder, capsys):
    notebook.run('reset("q1")')
    assert "old-answers" not in "".join(p.name for p in lab_folder.iterdir())


class Shell:
    """As much of ipykernel's shell as reset looks at."""

    def __init__(self, cell: str, code: str) -> None:
        self.parent_header = {"metadata": {"cellId": cell}, "content": {"code": code}}
        self.next: list[tuple[str, bool]] = []

    def set_next_input(self, text, replace=False):
        self.next.append((text, replace))


@pytest.mark.parametrize("cell", ["q1_answer", "other"])
def test_reset_inside_the_answer_cell_replaces_it(notebook, lab_folder, fake_lab, monkeypatch, cell):
    from dxlab import session

    shell = Shell(cell, 'reset("q1")\nmine = 1')
    monkeypatch.setattr(session, "find_shell", lambda: shell)
    monkeypatch.setattr(helping, "find_shell", lambda: shell)
    monkeypatch.setattr(helping, "show", lambda card: None)
    notebook.run('reset("q1")')
    if cell == "q1_answer":
        assert shell.next == [(fake_lab.STUB_Q1, True)]
        assert (lab_folder / "old-answers" / "q1-1.py").read_text() == "mine = 1\n"
    else:
        assert shell.next == []


def test_reset_refuses_when_the_old_text_can_not_be_kept(notebook, lab_folder, capsys):
    SESSION.executed["q1_answer"] = "mine = 1"
    (lab_folder / "old-answers").write_text("in the way")
    notebook.run('reset("q1")')
    assert "元に戻すのをやめました" in capsys.readouterr().out


def test_reset_of_the_quiz(notebook, capsys):
    notebook.run('reset("quiz")')
    assert "答えのセルがありません" in capsys.readouterr().out
