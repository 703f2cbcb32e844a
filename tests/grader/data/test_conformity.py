import pandas as pd
import pytest

from grader.data import check_descriptor, load_dataset


@pytest.fixture
def tiny(course):
    return load_dataset(course, "tiny")


def table(**changes):
    columns = {"code": ["000", "001", "002"], "value": [1, 2, 3]} | changes
    return {"t.csv": pd.DataFrame(columns)}


def test_a_good_table_has_no_problems(tiny):
    assert check_descriptor(tiny, table()) == []
    assert check_descriptor(tiny, tiny.make(4)[0]) == []


@pytest.mark.parametrize(
    ("changes", "parts"),
    [
        ({"value": [1, "two", 3]}, ["列 value に、型が違う値", "3 行目の「two」", "1 件"]),
        ({"value": [1.0, 2.5, 3.0]}, ["列 value に、型が違う値"]),
        ({"value": [1, 2, 100]}, ["列 value に、決まりに合わない値", "99 以下", "4 行目の「100」"]),
        ({"value": [-1, 2, -3]}, ["0 以上", "2 行目の「-1」、4 行目の「-3」（2 件）"]),
        ({"value": pd.array([1, None, 3], dtype="Int64")}, ["空欄にはできません", "3 行目"]),
        ({"code": [0, 1, 2]}, ["列 code に、決まりに合わない値", "[0-9]{3}"]),
        ({"code": ["000", "001", "000"]}, ["主キーが同じ行", "4 行目"]),
        ({"note": ["", "", ""]}, ["列 note は datapackage.json にありません"]),
    ],
    ids=["text", "decimals", "above", "below", "blank", "lost zeros", "same key", "extra column"],
)
def test_tells_one_problem(tiny, changes, parts):
    problems = check_descriptor(tiny, table(**changes))
    assert len(problems) == 1
    for part in ["tiny/t.csv", *parts]:
        assert part in problems[0]


def test_tells_a_missing_column_once(tiny):
    frame = table()["t.csv"].drop(columns="code")
    assert check_descriptor(tiny, {"t.csv": frame}) == ["tiny/t.csv: 列 code がありません。"]


def test_tells_a_doubled_column(tiny):
    frame = table()["t.csv"][["code", "value", "value"]]
    assert check_descriptor(tiny, {"t.csv": frame}) == ["tiny/t.csv: 列 value が二度あります。"]


def test_tells_the_order_and_still_looks_at_the_cells(tiny):
    frame = table(value=[1, 2, 500])["t.csv"][["value", "code"]]
    problems = check_descriptor(tiny, {"t.csv": frame})
    assert len(problems) == 2 and "順番" in problems[0] and "500" in problems[1]


def test_counts_all_and_shows_three(tiny):
    rows = 1500  # more than frictionless would count by itself
    frame = pd.DataFrame({"code": ["000"] * rows, "value": [100] * rows})
    above, same = sorted(check_descriptor(tiny, {"t.csv": frame}), key=lambda text: "主キー" in text)
    assert "4 行目の「100」など（1500 件）" in above
    assert "（1499 件）" in same


def test_tells_missing_and_unknown_tables(tiny):
    problems = check_descriptor(tiny, {"u.csv": table()["t.csv"]})
    assert problems == [
        "tiny: 表 t.csv が作られていません。",
        "tiny: 表 u.csv が datapackage.json にありません。",
    ]


def test_does_not_look_into_bytes(tiny):
    assert check_descriptor(tiny, {"t.csv": b"\x00\x01"}) == []
