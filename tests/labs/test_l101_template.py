"""The template that L101 gives away for tomorrow's work: it opens what offices really keep."""

from __future__ import annotations

import json

import pytest

from grader.data import load_dataset
from grader.settings import Course

LAB = "l101-jupyter-first-day"


@pytest.fixture
def run_template(root, tmp_path, monkeypatch):
    """Run its cells in a folder, with other text in place of some of theirs; the names they leave."""
    cells = json.loads((root / "labs" / LAB / "load_csv_safely.ipynb").read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    monkeypatch.chdir(tmp_path)

    def run(**instead):
        text = "\n".join(code)
        for old, new in instead.values():
            assert old in text, old
            text = text.replace(old, new)
        names = {}
        exec(compile(text, "load_csv_safely.ipynb", "exec"), names)
        return names

    return run


def test_the_lab_s_own_data(run_template, root, tmp_path):
    tables, truth = load_dataset(Course(root), "d02-monthly-procedures").make(3)
    (tmp_path / "data").mkdir()
    tables["monthly_procedures_r6r7.csv"].to_csv(tmp_path / "data" / "monthly_procedures.csv", index=False)
    result = run_template()["result"]
    assert list(result.index[[0, 8, 9, 11]]) == ["4月", "12月", "1月", "3月"]
    assert result.sum() == truth["by_year"][2025]
    assert result["1月"] == truth["by_month"]["2026-01"]


def test_a_file_that_excel_saved(run_template, tmp_path, capsys):
    rows = [
        "職員番号,年月,件数",
        '007,2025/4/1,"1,200"',
        "012,2025-05-31,３０件",
        "100,2026/3/31,",
        "5,いつか,ー",
    ]
    (tmp_path / "ours.csv").write_bytes("\r\n".join(rows).encode("cp932"))
    names = run_template(
        file=('"data/monthly_procedures.csv"', '"ours.csv"'),
        number=('NUMBER = "count"', 'NUMBER = "件数"'),
        month=('MONTH = "ym"', 'MONTH = "年月"'),
    )
    said = capsys.readouterr().out
    assert names["table"]["職員番号"].tolist() == ["007", "012", "100", "5"]
    assert names["result"].sum() == 1230 and names["result"]["5月"] == 30
    for line in ("文字コード: cp932", "空の行: 1 行", "数に直せない行: 1 行", "年月が読めない行: 1 行"):
        assert line in said


def test_a_file_in_no_known_code_stops_with_a_sentence(run_template, tmp_path):
    (tmp_path / "odd.csv").write_bytes(b"a,b\n\x81\xff,1\n")
    with pytest.raises(ValueError, match="文字コードがわかりません"):
        run_template(file=('"data/monthly_procedures.csv"', '"odd.csv"'))
