"""Figures on a section chief's desk: staff, pilots, weeks, colleagues, and who was selected.

All numbers are invented; 2026 is the fictional city as it is, the rest is drawn.
``truth`` is worked out from the written numbers, so it agrees with the tables.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

POPULATION, STAFF = 184_320, 1_286  # 2026
EXPAND, KEEP, STOP = "拡大", "継続", "中止"

STATEMENTS = (
    ("down", "住民1,000人あたりの職員は、減る見通しです。"),
    ("up", "住民1,000人あたりの職員は、増える見通しです。"),
    ("fixed", "職員の数は今のままなので、1,000人あたりは増えます。"),
    ("work", "人口が減るので、市の仕事も同じだけ減ります。"),
)
REASONS = (
    ("expand", "幅の下端が最小効果以上で、便益も費用以上"),
    ("costly", "幅の下端は最小効果以上だが、便益が費用より少ない"),
    ("unsure", "最小効果が幅の中にあり、まだ決められない"),
    ("stop", "幅の上端が最小効果より小さい"),
    ("few", "使った人の数が少ない"),
    ("plus", "効果の値が0より大きい"),
)
# name, unit of the effect, smallest effect worth the trouble
PILOTS = (
    ("書かない窓口", "1人で短くなった分", 3.0),
    ("会議録の下書き", "1件で短くなった分", 20.0),
    ("案内文の書き直し", "申込率が上がったポイント", 2.0),
    ("問い合わせの自動応答", "1日に減った電話", 10.0),
    ("申請の入力の自動化", "1か月に減った時間", 12.0),
    ("公民館のウェブ予約", "1か月に減った来館", 30.0),
    ("申請書の事前点検", "1か月に減った差し戻し", 8.0),
    ("現場写真の共有", "1件で短くなった日", 2.0),
)
# kind -> decision, reason
KINDS = {
    "expand": (EXPAND, "expand"),
    "costly": (KEEP, "costly"),
    "wide": (KEEP, "unsure"),
    "small": (KEEP, "unsure"),
    "stop": (STOP, "stop"),
    "stop_plus": (STOP, "stop"),
}
#: Always something to keep, and never the same decision for all.
TRIPLES = (
    ("expand", "wide", "stop"),
    ("expand", "costly", "stop_plus"),
    ("expand", "small", "stop_plus"),
    ("costly", "small", "stop"),
    ("wide", "small", "stop_plus"),
    ("costly", "wide", "expand"),
)
# kind -> lower end and half width as multiples of the smallest effect, users, benefit / cost
SHAPES: dict[str, tuple[tuple[float, float], tuple[float, float], tuple[int, int], tuple[float, float]]] = {
    "expand": ((1.15, 1.5), (0.3, 0.6), (300, 2000), (1.3, 2.5)),
    "costly": ((1.15, 1.5), (0.3, 0.6), (300, 2000), (0.5, 0.85)),
    "wide": ((0.4, 0.75), (0.65, 0.9), (120, 400), (1.2, 2.0)),
    "small": ((-0.6, -0.1), (0.95, 1.05), (12, 40), (0.7, 1.3)),
    "stop": ((-0.4, 0.0), (0.3, 0.4), (300, 2000), (0.1, 0.5)),
    "stop_plus": ((0.15, 0.3), (0.15, 0.25), (300, 2000), (1.1, 1.5)),
}

FIRST_MONDAY = date(2026, 5, 11)
WEEKS = 28
#: Weeks that different sections are busy in: tax notices, insurance notices, allowances, harvest, budget.
BUSY = ((4, 5, 6), (9, 10, 11), (12, 13, 14, 15), (19, 20, 21), (23, 24, 25, 26))
DEPTS = ("総務部", "市民部", "健康福祉部", "農林水産部", "教育委員会")
NAMES = "ABCDEFG"
TIRED_FROM = 20  # hours of overtime a month


def make(seed: int, pilots: str = "three") -> tuple[dict[str, pd.DataFrame], dict[str, Any]]:
    """Return seven tables and what follows from them.

    Parameters
    ----------
    pilots: ``three`` draws one of the triples; ``six`` gives one pilot of each kind.

    ``truth``
    ---------
    ``per_1000`` (year -> staff per 1,000), ``fixed_staff`` (2040 with today's staff), ``direction``
    (``down`` or ``up``), ``statements`` and ``reasons`` (letter -> meaning), ``pilots`` (id -> ``kind``,
    ``decision``, ``reason`` as meaning), ``busy`` (week ids), ``tired`` (colleagues). Each part has its
    own stream of chance: a lab's files are drawn one by one, and a key leans on one table only.

    Raises
    ------
    ValueError: ``pilots`` is neither.
    """
    if pilots not in ("three", "six"):
        raise ValueError(f"pilots は three か six です（指定: {pilots}）")
    staff, staff_truth = _staff(np.random.default_rng([seed, 0]))
    letters, reasons = _lettered(np.random.default_rng([seed, 1]), REASONS)
    rows, pilot_truth = _pilots(np.random.default_rng([seed, 2]), pilots)
    weeks, busy = _weeks(np.random.default_rng([seed, 3]))
    colleagues = _colleagues(np.random.default_rng([seed, 4]))
    meanings, statements = _lettered(np.random.default_rng([seed, 5]), STATEMENTS)
    tables = {
        "staff_population.csv": staff,
        "statements.csv": statements,
        "reasons.csv": reasons,
        "pilots.csv": rows,
        "weeks.csv": weeks,
        "colleagues.csv": colleagues,
        "selection.csv": _selection(np.random.default_rng([seed, 6])),
    }
    truth = {
        **staff_truth,
        "statements": meanings,
        "reasons": letters,
        "pilots": pilot_truth,
        "busy": busy,
        "tired": colleagues.loc[colleagues["overtime"] >= TIRED_FROM, "id"].tolist(),
    }
    return tables, truth


def _staff(rng: np.random.Generator) -> tuple[pd.DataFrame, dict[str, Any]]:
    """2040 lies clearly below today's 7.0 or clearly above it."""
    population = int(rng.integers(1500, 1670)) * 100
    low, high = ((5.8, 6.6), (7.3, 7.6))[int(rng.random() < 0.3)]
    staff = round(rng.uniform(low, high) * population / 1000)
    per_1000 = {2026: STAFF / (POPULATION / 1000), 2040: staff / (population / 1000)}
    table = pd.DataFrame(
        {"year": [2026, 2040], "population": [POPULATION, population], "staff": [STAFF, staff]}
    )
    return table, {
        "per_1000": per_1000,
        "fixed_staff": STAFF / (population / 1000),
        "direction": "down" if per_1000[2040] < per_1000[2026] else "up",
    }


def _lettered(
    rng: np.random.Generator, cards: tuple[tuple[str, str], ...]
) -> tuple[dict[str, str], pd.DataFrame]:
    order = rng.permutation(len(cards))
    letters = "アイウエオカ"[: len(cards)]
    meaning = {letter: cards[i][0] for letter, i in zip(letters, order, strict=True)}
    return meaning, pd.DataFrame({"id": list(letters), "text": [cards[i][1] for i in order]})


def _pilots(rng: np.random.Generator, which: str) -> tuple[pd.DataFrame, dict[str, dict[str, str]]]:
    kinds = tuple(KINDS) if which == "six" else TRIPLES[rng.integers(len(TRIPLES))]
    kinds = tuple(rng.permutation(kinds).tolist())
    themes = [PILOTS[i] for i in rng.choice(len(PILOTS), len(kinds), replace=False)]
    rows = [
        {"id": f"P{n}", **_pilot(rng, kind, theme)}
        for n, (kind, theme) in enumerate(zip(kinds, themes, strict=True), 1)
    ]
    truth = {
        f"P{n}": {"kind": kind, "decision": KINDS[kind][0], "reason": KINDS[kind][1]}
        for n, kind in enumerate(kinds, 1)
    }
    return pd.DataFrame(rows), truth


def _pilot(rng: np.random.Generator, kind: str, theme: tuple[str, str, float]) -> dict[str, Any]:
    name, unit, least = theme
    low, half, users, ratio = SHAPES[kind]
    start, width = rng.uniform(*low) * least, rng.uniform(*half) * least
    cost = int(rng.integers(40, 160))
    return {
        "text": name,
        "unit": unit,
        "effect": round(start + width, 1),
        "ci_low": round(start, 1),
        "ci_high": round(start + 2 * width, 1),
        "min_effect": least,
        "benefit_year": round(cost * rng.uniform(*ratio)),
        "cost_year": cost,
        "users": int(rng.integers(*users)),
    }


def _weeks(rng: np.random.Generator) -> tuple[pd.DataFrame, list[str]]:
    busy = BUSY[rng.integers(len(BUSY))]
    days = [FIRST_MONDAY + timedelta(weeks=n) for n in range(WEEKS)]
    table = pd.DataFrame(
        {
            "id": [str(n) for n in range(1, WEEKS + 1)],
            "text": [f"{d.month}/{d.day}〜{' 繁忙' if n in busy else ''}" for n, d in enumerate(days, 1)],
            "busy": [int(n in busy) for n in range(1, WEEKS + 1)],
        }
    )
    return table, [str(n) for n in busy]


def _colleagues(rng: np.random.Generator) -> pd.DataFrame:
    """Seven colleagues; two of them have no time to spare."""
    overtime = rng.integers(2, TIRED_FROM - 4, len(NAMES))
    overtime[rng.choice(len(NAMES), 2, replace=False)] = rng.integers(TIRED_FROM + 4, TIRED_FROM + 21, 2)
    return pd.DataFrame(
        {
            "id": list(NAMES),
            "text": [f"{name}さん（残業 {hours}）" for name, hours in zip(NAMES, overtime, strict=True)],
            "overtime": overtime,
        }
    )


def _selection(rng: np.random.Generator) -> pd.DataFrame:
    """Twenty by each way; they differ before the course begins."""
    rows = []
    for method, start, overtime, rate in (("自薦", 66, 14, 0.68), ("指名", 45, 5, 0.4)):
        spread = (3, 8, 2, 3, 4) if method == "自薦" else (4, 4, 4, 4, 4)
        for dept, people in zip(DEPTS, spread, strict=True):
            rows.append(
                {
                    "method": method,
                    "dept": dept,
                    "people": people,
                    "start_score": int(start + rng.integers(-5, 6)),
                    "overtime": int(overtime + rng.integers(-3, 4)),
                    "improved": round(people * rate + rng.uniform(-0.4, 0.4)),
                }
            )
    return pd.DataFrame(rows)
