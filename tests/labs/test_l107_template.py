"""The template that L107 gives away: it runs as released, with the pasted answers, and on what Excel saved."""

from __future__ import annotations

import json

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from grader.data import load_dataset
from grader.settings import Course

LAB = "l107-impact-evaluation"
TABLE = "branch_wait_monthly.csv"
PASTE = "# ここに、自分の did と perm_p を貼りつけます。"


@pytest.fixture(scope="module")
def waits(root) -> pd.DataFrame:
    tables, _ = load_dataset(Course(root), "d17-branch-wait").make(3)
    return tables[TABLE]


@pytest.fixture
def run_template(root, tmp_path, monkeypatch, waits):
    """Run its cells beside the lab's data, with other text in place of some; the names they leave."""
    code = _code(root / "labs" / LAB / "did_template.ipynb")
    (tmp_path / "data").mkdir()
    waits.to_csv(tmp_path / "data" / "branch_wait_a.csv", index=False)
    monkeypatch.chdir(tmp_path)
    # This cell greets and brings the lab's names; the others need nothing of it.
    names = {"pd": pd, "plt": plt}
    plt.switch_backend("Agg")
    assert "start()" in code[0]

    def run(**instead):
        text = "\n".join(code[1:])
        for old, new in instead.values():
            assert old in text, old
            text = text.replace(old, new)
        exec(compile(text, "did_template.ipynb", "exec"), names)
        return names

    yield run
    plt.close("all")


def _code(path) -> list[str]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


@pytest.fixture(scope="module")
def pasted(root) -> str:
    """The model answers of the two exercises that the lab tells one to paste."""
    wanted = ("def did(", "def perm_p(")
    parts = [
        cell.split("### BEGIN SOLUTION")[1].split("### END SOLUTION")[0]
        for cell in _code(root / "labs" / LAB / "lab.ipynb")
        if cell.startswith(wanted)
    ]
    assert len(parts) == 2
    return "\n".join(parts)


def test_as_released_it_runs_and_says_what_is_to_be_pasted(run_template, capsys):
    names = run_template()
    said = capsys.readouterr().out
    for line in (
        "足りない列: ありません",
        "年月が読めない行: 0 行",
        "did を上のセルに",
        "perm_p を上のセルに",
    ):
        assert line in said
    lines = names["ax"].get_lines()
    assert [len(line.get_xdata()) for line in lines[:2]] == [24, 24]


def test_the_pasted_answers_give_the_lab_s_numbers(run_template, pasted, capsys):
    run_template(answers=(PASTE, pasted))
    said = capsys.readouterr().out
    # d17's own band: a true effect of -4, and one of 495 ways to choose four of twelve.
    gap = float(said.split("差の差（分）: ")[1].split()[0])
    chance = float(said.split("p値: ")[1].split()[0])
    assert -5 < gap < -3 and 0 < chance < 0.05


@pytest.mark.parametrize("form", ["%b-%y", "%Y/%-m/1"])
def test_months_that_excel_changed_in_a_cp932_file(run_template, pasted, waits, tmp_path, capsys, form):
    table = waits.assign(ym=pd.to_datetime(waits["ym"]).dt.strftime(form), 備考="支所")
    (tmp_path / "ours.csv").write_bytes(table.to_csv(index=False).encode("cp932"))
    names = run_template(
        file=('FILE = "data/branch_wait_a.csv"', 'FILE = "ours.csv"'), answers=(PASTE, pasted)
    )
    assert "年月が読めない行: 0 行" in capsys.readouterr().out
    assert names["table"]["ym"].tolist() == waits["ym"].tolist()
    assert -5 < names["did"](names["table"], "2025-07") < -3


def test_a_missing_column_is_named(run_template, waits, tmp_path, capsys):
    waits.drop(columns="tickets").to_csv(tmp_path / "ours.csv", index=False)
    with pytest.raises(KeyError):
        run_template(file=('FILE = "data/branch_wait_a.csv"', 'FILE = "ours.csv"'))
    assert "足りない列: tickets" in capsys.readouterr().out
