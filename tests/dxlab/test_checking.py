"""check(): three outcomes, never a traceback, a bare number for nbgrader."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from nbformat.v4 import new_code_cell, new_output
from nbgrader.utils import determine_grade

from dxlab.session import SESSION


def said(points) -> str:
    return str(points.card)


def test_right_answer(notebook, fake_lab, lab_folder):
    notebook.run(fake_lab.RIGHT_Q1)
    points = notebook.run('check("q1")')
    assert points == 40
    assert points._repr_mimebundle_()["text/plain"] == "40"
    assert said(points).startswith("○ 手元の確認: できました")
    assert "採点で決まります" in said(points)
    state = json.loads((lab_folder / ".dxlab" / "state.json").read_text())
    assert state["exercises"]["q1"]["status"] == "passed"


@pytest.mark.parametrize("stub", ["q1", "q2", "q3", "q4"])
def test_untouched_is_not_attempted(notebook, fake_lab, stub):
    source = next(e["stub"] for e in fake_lab.LAB["exercises"] if e["id"] == stub)
    notebook.run(source)
    points = notebook.run(f'check("{stub}")')
    assert points == 0 and said(points).startswith("― 手元の確認: 未着手")


def test_cell_that_was_not_run_is_not_attempted(notebook):
    points = notebook.run('check("q1")')
    assert "未着手" in said(points) and "average がまだありません" in said(points)


def test_half_filled_scaffold_is_almost(notebook):
    notebook.run(
        "def helper(x):\n    return x + 1\n\ndef twice(x):\n    y = helper(x) + 1\n    return ____ * y"
    )
    assert "もう一歩" in said(notebook.run('check("q3")'))
    assert "空らん ____ が残っています" in said(notebook.run('check("q3")'))


def test_one_of_two_values_filled_is_almost(notebook):
    notebook.run('longest = "012"\nrank = ____')
    assert "空らん ____ が残っています" in said(notebook.run('check("q2")'))


def test_blank_in_a_helper_of_a_written_answer_is_almost(notebook):
    notebook.run("def part(df):\n    return ____ + 1\n\ndef average(df):\n    return part(df)")
    assert "もう一歩" in said(notebook.run('check("q1")'))


def test_blank_in_a_comment_is_no_blank(notebook):
    notebook.run('def average(df):\n    # ____ was here\n    return float(df["wait"].mean())')
    assert notebook.run('check("q1")') == 40


def test_given_helper_does_not_count_as_written(notebook, fake_lab):
    notebook.run(fake_lab.STUB_Q3)
    assert "未着手" in said(notebook.run('check("q3")'))
    notebook.run("def twice(x):\n    return 2 * helper(x)")
    assert notebook.run('check("q3")') == 10


def test_partial_points(notebook):
    notebook.run('longest = "012"\nrank = 2')
    points = notebook.run('check("q2")')
    assert points == 10 and "もう一歩" in said(points) and 'hint("q2")' in said(points)


def test_exception_in_the_answer_is_explained_with_its_line(notebook):
    notebook.run('def average(df):\n    total = df["weit"].sum()\n    return total')
    points = notebook.run('check("q1")')
    assert points == 0
    assert "「weit」という列" in said(points) and 'df["weit"].sum()' in said(points)


def test_a_slip_in_spelling_gets_a_guess(notebook):
    notebook.run("def average(df):\n    waits = df['wait']\n    return wiats.mean()")
    assert "「waits」のまちがいではありませんか" in said(notebook.run('check("q1")'))


def test_an_error_inside_a_given_helper_points_at_the_answer(notebook):
    notebook.run("def given(rows):\n    return rows['no such column']")
    notebook.run("def average(df):\n    return given(df)")
    assert "2行目「return given(df)」" in said(notebook.run('check("q1")'))


def test_a_cell_that_could_not_start_is_not_judged_by_its_old_self(notebook, fake_lab):
    notebook.run(fake_lab.RIGHT_Q1)
    SESSION.stopped["q1_answer"] = SyntaxError("invalid character '＝' (U+FF1D)", ("c", 3, 1, "x ＝ 1"))
    points = notebook.run('check("q1")')
    assert points == 0 and "途中で止まっています" in said(points) and "「＝」は全角です" in said(points)
    assert "3行目「x ＝ 1」" in said(points)


def test_a_cell_that_stopped_halfway_says_so_unless_the_answer_is_whole(notebook, fake_lab):
    SESSION.stopped["q1_answer"] = NameError("name 'イ' is not defined")
    assert "途中で止まっています" in said(notebook.run('check("q1")'))
    notebook.run(fake_lab.RIGHT_Q1)
    assert notebook.run('check("q1")') == 40


def test_what_stopped_a_cell_is_forgotten_when_it_runs_through():
    info = SimpleNamespace(cell_id="q1_answer")
    for field in ("error_before_exec", "error_in_exec"):
        SESSION.note_result(SimpleNamespace(info=info, **{field: ValueError("x")}))
        assert isinstance(SESSION.stopped["q1_answer"], ValueError)
    SESSION.note_result(SimpleNamespace(info=info, error_before_exec=None, error_in_exec=None))
    assert "q1_answer" not in SESSION.stopped


def test_messages_are_escaped(notebook):
    notebook.run("def average(df):\n    return 99")
    html = notebook.run('check("q1")')._repr_mimebundle_()["text/html"]
    assert "&lt;b&gt;平均" in html and "<b>" not in html


def test_unknown_id_lists_the_ids(notebook):
    points = notebook.run('check("Ｑ１1")')
    assert points == 0 and '"q1" のことではありませんか' in said(points) and '"r1"' in said(points)
    assert notebook.run("check(1)") == 0
    assert notebook.run("check(None)") == 0


def test_fault_of_visible_py_is_ours(notebook, lab_folder):
    notebook.run("anything = 1")
    assert "あなたの答えのせいではありません" in said(notebook.run('check("q4")'))
    (lab_folder / "visible.py").write_text("def q1(:")
    assert "確認の側の不具合" in said(notebook.run('check("q1")'))


def test_manual_part_and_missing_lab(notebook, lab_folder, monkeypatch, tmp_path):
    assert "人が読んで採点" in said(notebook.run('check("r1")'))
    (lab_folder / "lab.json").write_text("{")
    assert "lab.json が読めません" in said(notebook.run('check("q1")'))
    SESSION.folder = None
    monkeypatch.chdir(tmp_path)
    assert "演習のフォルダが見つかりません" in said(notebook.run('check("q1")'))


def test_quiz_counts_recorded_answers(notebook):
    assert "5問のうち0問" in said(notebook.run('check("quiz")'))
    notebook.run('quiz("t1", "b")')
    assert "5問のうち1問" in said(notebook.run('check("quiz")'))
    for n in range(2, 6):
        notebook.run(f'quiz("t{n}", "a")')
    assert "すべてに答えました" in said(notebook.run('check("quiz")'))


@pytest.mark.parametrize("call", ['check("q1")', 'check("quiz")', 'check("none")'])
def test_stock_autograde_stops_at_what_check_gives(notebook, fake_lab, monkeypatch, call):
    notebook.run(fake_lab.RIGHT_Q1)
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    points = notebook.run(call)
    assert "dxlab grade" in said(points)
    output = new_output("execute_result", points._repr_mimebundle_())
    cell = new_code_cell(call, outputs=[output], metadata={"nbgrader": {"grade": True, "points": 5}})
    with pytest.raises(ValueError, match="greater than maximum"):
        determine_grade(cell)


def test_validate_reads_our_sentence(notebook, fake_lab, monkeypatch, capsys):
    monkeypatch.setenv("NBGRADER_VALIDATING", "1")
    notebook.run("def average(df):\n    return None")
    notebook.run('check("q1")')
    assert "平均は1つの数で返してください" in capsys.readouterr().err
    notebook.run(fake_lab.RIGHT_Q1)
    notebook.run('check("q1")')
    assert capsys.readouterr().err == ""


def test_executed_text_decides_when_known(notebook, fake_lab):
    notebook.run(fake_lab.RIGHT_Q1)
    SESSION.note_cell(SimpleNamespace(cell_id="q1_answer", raw_cell=fake_lab.STUB_Q1))
    assert "未着手" in said(notebook.run('check("q1")'))


def test_warnings_and_prints_do_not_matter(notebook, capsys):
    notebook.run("import warnings\ndef average(df):\n    warnings.warn('x')\n    print('y')\n    return 12.0")
    assert notebook.run('check("q1")') == 40
    assert capsys.readouterr() == ("", "")


def test_read_only_folder_does_not_stop_a_check(notebook, fake_lab, monkeypatch):
    from dxlab import state

    def refuse(*args):
        raise OSError

    monkeypatch.setattr(state, "write_atomic", refuse)
    notebook.run(fake_lab.RIGHT_Q1)
    assert notebook.run('check("q1")') == 40


def test_stop_is_one_line(notebook):
    from dxlab.guard import Stopped

    notebook.run("def average(df):\n    raise KeyboardInterrupt")
    with pytest.raises(Stopped) as stopped:
        notebook.run('check("q1")')
    assert stopped.value._render_traceback_() == ["途中で止めました。もう一度実行できます。"]
