"""A list of the public facilities of a fictional city, with mistakes that a standard's rules find.

The columns are those of the standard for open data of local governments (a part
of them). The same table stands in two files, one in CP932 and one in UTF-8 with
a mark at its head. The city's code begins with 00, which no prefecture has.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

CP932, UTF8 = "public_facilities_cp932.csv", "public_facilities_utf8sig.csv"
CODE = "009202"
DAYS = "月火水木金土日"
PLACES = ("緑が丘", "若葉台", "北原", "本町", "髙砂", "東浜", "西浜", "南原", "谷口", "島田", "川上")
KINDS = (
    ("公民館", "コウミンカン"),
    ("図書室", "トショシツ"),
    ("児童館", "ジドウカン"),
    ("体育館", "タイイクカン"),
    ("集会所", "シュウカイジョ"),
    ("資料室①", "シリョウシツ"),
    ("公園", "コウエン"),
    ("相談室", "ソウダンシツ"),
)
KANA = ("ミドリガオカ", "ワカバダイ", "キタハラ", "ホンマチ", "タカサゴ", "ヒガシハマ", "ニシハマ",
        "ミナミハラ", "タニグチ", "シマダ", "カワカミ")  # fmt: skip
PLANTED = {"検査数字": 9, "6桁": 5, "緯度経度": 4, "電話番号": 6, "時刻": 7, "曜日": 3}
DUPLICATES, VARIANTS = 3, 8


def make(seed: int, n: int = 86, clean: bool = False) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return both files and the truth.

    Parameters
    ----------
    n: rows; 60 to 88.
    clean: plant nothing.

    ``truth``: ``table`` (the content as text), ``errors`` (set of (row from 1, rule)),
    ``variants`` (rows from 1 whose name is written in another way).
    """
    if not 60 <= n <= 88:
        raise ValueError("n は 60 から 88 です。")
    rng = np.random.default_rng(seed)
    table = _table(rng, n)
    errors: set[tuple[int, str]] = set()
    variants: list[int] = []
    if not clean:
        rows = [int(r) for r in rng.permutation(n)]
        for rule, count in PLANTED.items():
            for way in range(count):
                row = rows.pop()
                _break(table, row, rule, way)
                errors.add((row + 1, rule))
        for _ in range(DUPLICATES):
            first, second = rows.pop(), rows.pop()
            table.loc[second, "ID"] = table.loc[first, "ID"]
            errors |= {(first + 1, "ID重複"), (second + 1, "ID重複")}
        variants = sorted(r + 1 for r in rows[:VARIANTS])
        for row in variants:
            table.loc[row - 1, "名称"] = table.loc[row - 1, "名称"] + "　"
    text = table.to_csv(index=False, lineterminator="\r\n")
    truth = {"table": table, "errors": sorted(errors), "variants": variants}
    return {CP932: text.encode("cp932"), UTF8: text.encode("utf-8-sig")}, truth


def _table(rng: np.random.Generator, n: int) -> pd.DataFrame:
    rows = []
    for i in range(n):
        place, kind = i // len(KINDS), i % len(KINDS)
        open_days = "".join(d for d in DAYS if rng.random() < 0.8) or DAYS
        rows.append(
            {
                "全国地方公共団体コード": CODE,
                "ID": f"{i + 1:010d}",
                "地方公共団体名": "潮見野市",
                "名称": f"{PLACES[place]}{KINDS[kind][0]}",
                "名称_カナ": f"{KANA[place]}{KINDS[kind][1]}",
                "所在地_連結表記": f"潮見野市{PLACES[place]}{int(rng.integers(1, 6))}－{int(rng.integers(1, 30))}",
                "緯度": f"{38.37 + rng.random() * 0.13:.6f}",
                "経度": f"{136.14 + rng.random() * 0.12:.6f}",
                "電話番号": f"000-{int(rng.integers(200, 999))}-{int(rng.integers(1000, 9999))}",
                "利用可能曜日": open_days,
                "開始時間": f"{int(rng.integers(8, 11)):02d}:{int(rng.choice([0, 30])):02d}",
                "終了時間": f"{int(rng.integers(17, 22)):02d}:00",
                "備考": "" if rng.random() < 0.7 else "駐車場あり",
            }
        )
    return pd.DataFrame(rows, dtype="str")


def _break(table: pd.DataFrame, row: int, rule: str, way: int) -> None:
    """Plant one mistake of a kind; ``way`` runs through its forms."""
    if rule == "検査数字":
        table.loc[row, "全国地方公共団体コード"] = CODE[:5] + str((int(CODE[5]) + 1 + way % 8) % 10)
    elif rule == "6桁":
        table.loc[row, "全国地方公共団体コード"] = CODE.lstrip("0")
    elif rule == "緯度経度":
        lat, lng = table.loc[row, "緯度"], table.loc[row, "経度"]
        table.loc[row, ["緯度", "経度"]] = [lng, lat]
    elif rule == "電話番号":
        phone = table.loc[row, "電話番号"]
        broken = (
            phone[1:].replace("-", ""),
            phone.replace("-", "－"),
            phone[:-3],
            "+81-90-0000",
            phone + "99",
            "内線12",
        )
        table.loc[row, "電話番号"] = broken[way % 6]
    elif rule == "時刻":
        column = ("開始時間", "終了時間")[way % 2]
        table.loc[row, column] = ("9:00", "17時", "25:00", "17:60", "９:00", "1730", "17:5")[way % 7]
    else:
        table.loc[row, "利用可能曜日"] = ("火月水", "月・火", "毎日")[way % 3]
