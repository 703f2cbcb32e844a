"""A whole notebook in a real kernel, as nbclient, nbval and the grader run it."""

from __future__ import annotations

import json

import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell

from dxlab.runner.files import read_files
from grader.engine.child import Child
from grader.engine.containment import TRUSTED, ensure_containment
from grader.engine.model import Limits
from grader.engine.process import RunnerProcess


@pytest.fixture
def execute(lab_folder, fake_lab):
    """Run the released notebook with further cells at its end; the outputs per cell."""

    def run(*extra: str, allow_errors: bool = True) -> list[list[dict]]:
        notebook = fake_lab.build_notebook()
        notebook.cells += [new_code_cell(source) for source in extra]
        client = NotebookClient(
            notebook,
            kernel_name="python3",
            allow_errors=allow_errors,
            resources={"metadata": {"path": str(lab_folder)}},
        )
        client.execute()
        return [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]

    return run


def test_untouched_notebook_runs_and_all_is_open(execute):
    first = execute(allow_errors=False)
    cards = [out["data"]["text/html"] for outputs in first for out in outputs if "text/html" in out["data"]]
    assert sum("手元の確認: 未着手" in html for html in cards) == 4
    numbers = [
        out["data"]["text/plain"]
        for outputs in first
        for out in outputs
        if out["output_type"] == "execute_result" and "手元の確認" in out["data"].get("text/html", "")
    ]
    assert numbers == ["0"] * 4
    assert _texts(first) == _texts(execute(allow_errors=False))


def test_errors_are_cards_and_still_errors(execute, lab_folder):
    outputs = execute("start()\nx = waits['weit']", "def f(:", 'load("x")', "raise ValueError('a' * 5000)")
    key, syntax, load, value = outputs[-4:]
    shown, error = key[-2:]
    assert error["output_type"] == "error" and error["ename"] == "KeyError"
    assert error["traceback"] == ["上の説明を見てください（KeyError）。"]
    html = shown["data"]["text/html"]
    assert "「weit」という列" in html and "x = waits[&#x27;weit&#x27;]" in html and "<details>" in html
    assert str(lab_folder) not in html and "/site-packages/" not in html and "\x1b" not in html
    assert "書き方がPythonの決まり" in syntax[0]["data"]["text/plain"]
    assert "waits.csv（待ち時間）" in load[0]["data"]["text/plain"]
    assert value[-1]["traceback"] == ["上の説明を見てください（ValueError）。"]


def test_every_kind_of_syntax_error_is_a_card(execute):
    # The second one is found while IPython cuts the text into words, before it compiles.
    sources = "start()", "x ＝ 1", "def f():\n    a = 1\n  b = 2\n", "f(1", "if 1:\nx = 2"
    for outputs in execute(*sources)[-4:]:
        shown, error = outputs[-2:]
        assert "Pythonの元のメッセージ" in shown["data"]["text/html"]
        assert error["output_type"] == "error"
        assert error["traceback"][0].startswith("上の説明を見てください")


def test_a_bare_name_says_how_to_call_it(execute):
    for name, outputs in zip(
        ("progress", "hint", "check"), execute("progress", "hint", "check")[-3:], strict=True
    ):
        assert f"<code>{name}</code> は、うしろに ( ) を付けて" in outputs[-1]["data"]["text/html"]


def test_lines_are_counted_as_on_the_screen(execute):
    """Empty lines at the top of a cell count, though IPython drops them before it runs the cell."""
    sources = (
        "start()",
        "\n\n\nx = 1\ny = 1 / 0",
        "\n \nf(1",
        "\n\n    x = 1\n    y = 1 / 0",
        "\n\n%%capture\n1 / 1",
    )
    *_, value, syntax, pasted, magic = execute(*sources)
    for outputs, number in ((value, 5), (syntax, 3), (pasted, 4)):
        assert f"！ {number}行目で止まりました" in outputs[0]["data"]["text/html"]
    assert magic == []


def test_run_all_stops_at_an_error(execute):
    with pytest.raises(CellExecutionError, match="NameError"):
        execute("wait_tme", allow_errors=False)


def test_figures_and_warnings_after_start(execute):
    draw = "import matplotlib.pyplot as plt\nplt.title('待ち時間 −1')\nplt.plot([-1, 1]);"
    (outputs,) = execute(draw)[-1:]
    assert [o["output_type"] for o in outputs] == ["display_data"]


@pytest.mark.story
def test_in_the_graders_runner(lab_folder, fake_lab):
    """No frontend, no kernel application: start, quiz and errors must behave."""
    sources = [(c.id, c.source) for c in fake_lab.build_notebook().cells if c.cell_type == "code"]
    with RunnerProcess(ensure_containment(TRUSTED).profile, Limits()) as process:
        stage = process.open_stage(read_files(lab_folder), [])
        with Child(stage) as child:
            seen = {
                cell: child.run_cell(cell, source)
                for cell, source in [*sources, ("own-1", "print(wats)"), ("q1_answer", 'reset("q1")')]
            }
    assert {cell for cell, run in seen.items() if not run.ok} == {"own-1"}
    assert "「waits」のまちがい" in json.dumps(seen["own-1"].outputs, ensure_ascii=False)
    assert "問い1" in json.dumps(seen["quiz_form"].outputs, ensure_ascii=False)


def _texts(cells: list[list[dict]]) -> list[list[dict]]:
    """Outputs without the ids that widgets and executions carry."""
    kept = []
    for outputs in cells:
        kept.append(
            [
                {k: v for k, v in out.get("data", {}).items() if "widget-view" not in k} or dict(out)
                for out in outputs
            ]
        )
    return kept
