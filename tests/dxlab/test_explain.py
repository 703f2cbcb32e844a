"""explain(): real exceptions become Japanese with something to try."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxlab.explain import explain
from dxlab.explanations import PLAIN

CASES = [
    ("print(wait_tme)", "「wait_tme」という名前は、まだ作られていません"),
    ("{'a': 1}['待ち時間']", "「待ち時間」という列や見出し"),
    ("pd.DataFrame({'wait': [1]})['weit']", "「weit」という列や見出し"),
    ("None + 1", "中身が空（None）"),
    ("'件数' + 1", "文字と数をいっしょに計算"),
    ("1 + '件'", "文字と数をいっしょに計算"),
    ("None.mean()", "「.mean」を使っています"),
    ("pd.DataFrame().maen()", "「.maen」がありません"),
    ("[1][5]", "番号は 0 から始まります"),
    ("1 / 0", "0 で割っています"),
    ("int('12分')", "「12分」を数に直せません"),
    ("float('')", "の中身が、その計算に合いません"),
    ("bool(pd.Series([1, 2]) > 1)", "条件ごとに ( ) で囲んで"),
    ("a, b = 1, 2, 3", "数が合いません"),
    ("from dxlab import ____\nopen(____)", "空らん ____ が残っています"),
    ("from dxlab import ____\n{}[____]", "空らん ____ が残っています"),
    ("open('/nowhere/ない.csv')", "ファイル「ない.csv」が見つかりません"),
    ("import pandsa", "「pandsa」を読みこめません"),
    ("b'\\x87\\x40'.decode('utf-8')", "文字コードが合っていません"),
    ("(lambda f: f(f))(lambda f: f(f))", "自分自身を呼び続けて"),
    ("def mean(a, b):\n    return a\nmean(1)", "値が1つ足りません"),
    ("5(3)", "関数でないもの（int）"),
    ("print[1]", "関数なら ( ) を使って"),
    ("def f(:\n    pass", "Pythonの決まりに合っていません"),
    ("def f()\n    pass", "「:」が足りません"),
    ("print((1, 2)", "かっこが閉じられていません"),
    ("x = {1: 2", "[ ] や { } の数"),
    ("x = 1}", "[ ] や { } の数"),
    ("x = 'ab", "引用符が閉じられていません"),
    ("x = 1＋2", "「＋」は全角です。半角の「+」に"),
    ("print（1)", "「（」は全角です。半角の「(」に"),
    ("x = 3 − 2", "半角の「-」に"),
    ('x = "a”', "引用符が閉じられていません"),
    ("x = [”a”]", '半角の「"」に'),
    ("x ＝ 1", "半角の「=」に"),
    ("if 1:\nx = 2", "空白4つ"),
    ("x = 1\n  y = 2", "行の頭の空白がそろっていません"),
    ("if x = 1:\n    pass", "== に直してください"),
    ("code = 012", "引用符で囲んで"),
    ("assert 1 == 2", "assert の行の条件"),
]


def test_a_name_without_its_quotes_is_told_apart_from_a_typo():
    text = "name 'ym' is not defined"
    assert '"ym" のように " " で囲みます' in explain(
        "NameError", text=text, line="after = df[df[ym] >= start]"
    )
    assert '"ym" のように' not in explain("NameError", text=text, line="return mean(ym, 1)")
    local = "cannot access local variable 'pilot' where it is not associated with a value"
    assert '"pilot" のように' in explain("UnboundLocalError", text=local, line="pilot = df[df[pilot] == 1]")
    words = explain("NameError", text="name '後の平均' is not defined", line="return 後の平均 - 前の平均")
    assert "説明の言葉のようです" in words


@pytest.mark.parametrize(("code", "expected"), CASES, ids=[c for c, _ in CASES])
@pytest.mark.filterwarnings("ignore::SyntaxWarning")
def test_real_exceptions(code, expected):
    import pandas as pd

    with pytest.raises(Exception) as caught:
        exec(compile(code, "<cell>", "exec"), {"pd": pd})
    said = explain(type(caught.value).__name__, text=str(caught.value))
    assert expected in said
    assert said.endswith("。") and "ください" in said


def test_line_and_number_are_told():
    said = explain("ZeroDivisionError", line='rate = done / total["x"]', lineno=3)
    assert said.startswith('3行目「rate = done / total["x"]」のところで止まりました。')
    assert "3行目" not in explain("ZeroDivisionError", line="x = 1")


def test_misspelt_name_gets_a_suggestion():
    said = explain("NameError", text="name 'wats' is not defined", names=["waits", "_wats"])
    assert "「waits」のまちがいではありませんか" in said


SECRET = "9784.25"


@pytest.mark.parametrize("name", [*PLAIN, "KeyError", "ValueError", "NameError", "OddError", SECRET])
def test_withheld_text_leaves_no_trace(name):
    # A trainee's own class may carry an input in its name.
    assert SECRET not in explain(name, text=None)


@given(st.text(), st.text(), st.none() | st.text(), st.none() | st.integers())
def test_any_input_gives_a_sentence(name, text, line, lineno):
    said = explain(name, text=text, line=line, lineno=lineno)
    assert said and len(said) < 800
    assert not re.search(r"[\r\n]", said)


@given(st.sampled_from(["KeyError", "TypeError", "ValueError", "FileNotFoundError"]), st.text(max_size=3000))
def test_any_text_of_a_known_class(name, text):
    assert len(explain(name, text=text)) < 400
