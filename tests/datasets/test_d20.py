"""What is planted is what independent rules find, on twenty seeds."""

import io
import re

import pandas as pd

from grader.data import load_dataset


def wrong(row):
    """Rules that a row breaks, written anew."""
    found = set()
    code = row["全国地方公共団体コード"]
    if len(code) != 6:
        found.add("6桁")
    else:
        s = sum(int(d) * w for d, w in zip(code[:5], (6, 5, 4, 3, 2), strict=True))
        if (11 - s % 11) % 10 != int(code[5]):
            found.add("検査数字")
    if not (20 <= float(row["緯度"]) <= 46 and 122 <= float(row["経度"]) <= 154):
        found.add("緯度経度")
    phone = row["電話番号"]
    if not re.fullmatch(r"0[0-9]+(-[0-9]+){2}", phone) or len(phone.replace("-", "")) not in (10, 11):
        found.add("電話番号")
    if not all(re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", row[c]) for c in ("開始時間", "終了時間")):
        found.add("時刻")
    days = row["利用可能曜日"]
    if not re.fullmatch("月?火?水?木?金?土?日?", days):
        found.add("曜日")
    return found


def test_planted_mistakes_are_the_mistakes(course):
    dataset = load_dataset(course, "d20-public-facilities")
    for seed in range(20):
        tables, truth = dataset.make(seed)
        table = truth["table"]
        found = {(i + 1, rule) for i, row in enumerate(table.to_dict("records")) for rule in wrong(row)}
        found |= {(int(i) + 1, "ID重複") for i in table.index[table["ID"].duplicated(keep=False)]}
        assert sorted(found) == truth["errors"]
        counts = pd.Series([rule for _, rule in truth["errors"]]).value_counts().to_dict()
        assert counts == {
            "検査数字": 9,
            "6桁": 5,
            "緯度経度": 4,
            "電話番号": 6,
            "時刻": 7,
            "曜日": 3,
            "ID重複": 6,
        }
        assert len(truth["variants"]) == 8


def test_both_files_hold_the_same_table(course):
    tables, truth = load_dataset(course, "d20-public-facilities").make(2)
    for name, encoding in (("cp932", "cp932"), ("utf8sig", "utf-8-sig")):
        raw = tables[f"public_facilities_{name}.csv"]
        read = pd.read_csv(io.BytesIO(raw), dtype=str, keep_default_na=False, encoding=encoding)
        assert read.equals(truth["table"])


def test_clean_has_no_mistakes(course):
    assert load_dataset(course, "d20-public-facilities").make(1, clean=True)[1]["errors"] == []
