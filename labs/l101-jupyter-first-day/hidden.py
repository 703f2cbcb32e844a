"""What decides the points of L101.

Every function is asked with values that the notebook does not show. A wrong
answer is compared with what first-day mistakes give, so that the sentence can
say what was really computed. A call that may raise is tried by itself first:
one kind of input that fails does not take the points of the others.
"""

import datetime
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
import pandas as pd

from dxlab.outcome import Outcome, failed, partial, passed

NOTHING = "何も返ってきません。関数の最後に return を書いていますか。print とはちがいます。"
CHANGED = "計算は合っています。ただ、受け取った元の表が変わっています。df.copy() で写しを作りましょう。"
BRANCHES, COUNTS = "d01-branches", "d02-monthly-procedures"
MONTHS = [f"{m}月" for m in (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)]


def _fails(ask: Any, call: Callable[[], Any]) -> bool:
    return bool(ask.raises(call, "Exception"))


def _works(ask: Any, call: Callable[[], Any], is_right: Callable[[Any], bool]) -> bool:
    """Whether ``call`` neither raises nor gives something wrong."""
    return not _fails(ask, call) and is_right(call())


def _whole(ask: Any, x: Any, want: int) -> bool:
    """Whether ``x`` is that whole number; text and truth values are not."""
    return bool(ask.close(x, want, 1e-9))


def _right(right: bool, message: str) -> Outcome:
    return passed() if right else failed(message)


def _apart(name: str, trouble: Callable[[], str]) -> Outcome:
    """The outcome of one of several functions; its error does not cost the others' points."""
    try:
        text = trouble()
    except Exception:
        return failed(f"{name} に、空らんかエラーが残っています。ほかの関数だけを採点しました。")
    return _right(not text, text)


def _add_up(*parts: tuple[int, Outcome]) -> Outcome:
    """The points of the parts that are right; a sentence for each of the others."""
    earned = sum(points for points, part in parts if part.share == 1.0)
    messages = [text for _, part in parts for text in part.messages]
    if not earned:
        return failed(*messages)
    whole = sum(points for points, _ in parts)
    return passed() if earned == whole else partial(earned / whole, *messages)


def _name_mistake(mistakes: list[tuple[str, Any]], is_it: Callable[[Any], bool], otherwise: str) -> str:
    """The sentence of the first mistake that gives the same answers."""
    return next((message for message, mistake in mistakes if is_it(mistake)), otherwise)


# --- 問1: a dictionary and its sum -----------------------------------------------------------

HOURS = {"講義": 40, "演習": 40, "課題解決プロジェクト": 100, "政策提案": 20}
SHORTER = {"講義": 30, "演習": 30, "課題解決プロジェクト": 80}


def q1(phase_hours: Any, total: Any, *, ask: Any) -> Outcome:
    trouble = _hours_trouble(phase_hours, ask)
    if trouble:
        return failed(trouble)
    if _whole(ask, total, sum(HOURS.values())):
        return passed()
    if isinstance(total, str):
        return partial(4 / 6, "辞書は合っています。total は文字ではなく数にしましょう。")
    return partial(4 / 6, "辞書は合っています。total が値の合計になっていません。sum を使いましょう。")


def _hours_trouble(hours: Any, ask: Any) -> str:
    """What is wrong with the dictionary; empty when nothing is."""
    if not isinstance(hours, dict):
        return "phase_hours を、{ } で囲んだ辞書にしましょう。"
    if set(hours) != set(HOURS):
        return "辞書の名前がちがいます。問題文の4つの名前を、そのまま写しましょう。足りないもの、多いものはありませんか。"
    if any(isinstance(value, str) for value in hours.values()):
        return (
            "時間が文字になっています。文字では足し算ができません。引用符と「時間」を取って、数にしましょう。"
        )
    if not all(ask.is_number(value) for value in hours.values()):
        return "時間は、1つの数にしましょう。"
    wrong = [name for name, value in HOURS.items() if not _whole(ask, hours[name], value)]
    if not wrong:
        return ""
    if any(name in SHORTER and _whole(ask, hours[name], SHORTER[name]) for name in wrong):
        return "幅の短い方の時間が入っています。長い方を使いましょう。"
    return f"{'、'.join(wrong)}の時間が、計画とちがいます。"


# --- 問2: rounding half up --------------------------------------------------------------------


def q2(yen_round: Any, *, ask: Any) -> Outcome:
    a, b, c, d = (int(np.random.default_rng(seed).integers(50, 900)) for seed in ask.seeds(4))
    halves = [0.5, 1.5, 2.5, 2 * a + 0.5, 2 * b + 1.5, 1234.5]
    said = [yen_round(x) for x in halves]
    if not all(_same(ask, got, _half_up(x)) for got, x in zip(said, halves)):
        return failed(_name_rounding(ask, said, halves))
    if not all(_same(ask, yen_round(x), _half_up(x)) for x in (c + 0.4, c + 0.6, d, 0)):
        return failed("真ん中でない数の四捨五入がちがいます。2.4 は 2 に、2.6 は 3 になります。")
    parts: list[tuple[int, list[tuple[Any, int]], str]] = [
        (
            2,
            [(-0.5, 0), (-2.5, 0), (-a - 0.5, 0), (-b - 0.4, 0)],
            "マイナスの数がちがいます。-2.5 は -3 です。0から遠い方へ丸めましょう。",
        ),
        (
            2,
            [(1250, -2), (100 * c + 50, -2), (10 * d + 5, -1), (0.125, 2)],
            "けた（digits）を変えたときの答えがちがいます。そろえる位に digits を使っていますか。",
        ),
        (
            1,
            [("2.5", 0), (f"{a}.5", 0), (Decimal("6.5"), 0)],
            "文字や Decimal を渡すと、うまくいきません。Decimal(str(x)) で受け取りましょう。",
        ),
        (
            1,
            [(1.005, 2), (2.675, 2)],
            "1.005 のような小数でずれています。str(x) で書いたとおりの文字にしてから Decimal にしましょう。",
        ),
    ]
    judged = [(n, _right(_all_round(ask, yen_round, cases), text)) for n, cases, text in parts]
    return _add_up((4, passed()), *judged)


def _half_up(x: Any, digits: int = 0, how: str = ROUND_HALF_UP) -> Decimal:
    return Decimal(str(x)).quantize(Decimal(1).scaleb(-digits), rounding=how)


def _same(ask: Any, got: Any, want: Decimal) -> bool:
    """Whether a number, or a ``Decimal``, is ``want``."""
    if type(got) is Decimal:
        return got.is_finite() and got == want
    return bool(ask.close(got, float(want), 1e-9))


def _all_round(ask: Any, yen_round: Any, cases: list[tuple[Any, int]]) -> bool:
    return all(
        _works(
            ask,
            lambda x=x, digits=digits: yen_round(x, digits),
            lambda got, x=x, digits=digits: _same(ask, got, _half_up(x, digits)),
        )
        for x, digits in cases
    )


def _name_rounding(ask: Any, said: list[Any], halves: list[float]) -> str:
    if any(got is None for got in said):
        return NOTHING
    if any(isinstance(got, str) for got in said):
        return "文字が返ってきました。float( ) で数に直してから返しましょう。"
    return _name_mistake(
        ROUNDING_MISTAKES,
        lambda mistake: all(_same(ask, got, mistake(x)) for got, x in zip(said, halves)),
        "真ん中の数（0.5 や 2.5）の四捨五入がちがいます。0.5 は 1、2.5 は 3 です。",
    )


ROUNDING_MISTAKES: list[tuple[str, Callable[[float], Decimal]]] = [
    (
        "偶数の方に丸める「銀行型」になっています。2.5 は 3 にしましょう。ROUND_HALF_UP を使います。",
        lambda x: _half_up(x, how=ROUND_HALF_EVEN),
    ),
    ("小数を切り捨てています。真ん中の 0.5 は、上げましょう。", lambda x: Decimal(int(x))),
    ("受け取った数のままです。丸めた数を返しましょう。", lambda x: Decimal(str(x))),
]


# --- 問3: a file, everything as text ------------------------------------------------------------

COLUMNS = ["branch_code", "branch_name", "postal", "phone"]


def q3(load_branches: Any, *, ask: Any) -> Outcome:
    made = [_zero_table(ask, seed) for seed in ask.seeds(3)]
    plain, bom, cp932 = (
        str(ask.folder({"list.csv": table.to_csv(index=False).encode(code)}).joinpath("list.csv"))
        for table, code in zip(made, ("utf-8", "utf-8-sig", "cp932"))
    )
    trouble = _text_trouble(load_branches(plain), made[0])
    if trouble:
        return failed(trouble)
    reads_bom = _works(ask, lambda: load_branches(bom), lambda got: not _text_trouble(got, made[1]))
    reads_cp932 = _works(
        ask, lambda: load_branches(cp932, encoding="cp932"), lambda got: not _text_trouble(got, made[2])
    )
    return _add_up((4, passed()), (3, _right(reads_bom, BOM_LEFT)), (3, _right(reads_cp932, CODE_FIXED)))


BOM_LEFT = (
    "見えない印（BOM）のあるファイルで、見出しの先頭に印が残ります。"
    '何も渡さないときは "utf-8-sig" で開きましょう。'
)
CODE_FIXED = (
    "文字コード cp932 のファイルが開けません。"
    '"utf-8-sig" を決めうちにせず、受け取った encoding を使いましょう。'
)


def _zero_table(ask: Any, seed: int) -> pd.DataFrame:
    """Branches whose code, postal code and telephone number begin with zeros."""
    rng = np.random.default_rng(seed)
    names = ask.make(BRANCHES, seed)[0]["branch_name"].to_numpy()
    first = int(rng.integers(1, 60))
    return pd.DataFrame(
        {
            "branch_code": [f"{first + n:02d}" if n else "01" for n in range(12)],
            "branch_name": rng.permutation(names),
            "postal": [f"000{n:04d}" for n in rng.integers(1, 999, 12)],
            "phone": [f"000001{n:04d}" for n in rng.integers(1, 9999, 12)],
        }
    )


def _text_trouble(got: Any, want: pd.DataFrame) -> str:
    """What differs from the file's text; empty when nothing does."""
    if got is None:
        return NOTHING
    if not isinstance(got, pd.DataFrame):
        return "表が返ってきません。pd.read_csv の答えを、そのまま返しましょう。"
    if "area_pop" in got.columns:  # only the released file has it
        return "いつも同じファイルを開いています。受け取った path を使いましょう。"
    if list(got.columns) != COLUMNS:
        return "見出しがファイルとちがいます。見えない印（BOM）が残っているか、ほかのファイルを開いています。"
    if len(got) != len(want):
        return "行の数がファイルとちがいます。"
    cells = got.to_numpy(dtype=object).ravel().tolist()
    if any(not isinstance(value, str) for value in cells):
        odd = [c for c in COLUMNS if not all(isinstance(v, str) for v in got[c].tolist())]
        return f"{'、'.join(odd)} が数になり、先頭のゼロが消えました。dtype=str で、全部の列を文字のまま開きましょう。"
    if cells != want.to_numpy(dtype=object).ravel().tolist():
        return "中身がファイルとちがいます。数に直してから文字にもどすと、先頭のゼロは消えたままです。"
    return ""


# --- 問4: the busiest branches ------------------------------------------------------------------


def q4(busiest: Any, *, ask: Any) -> Outcome:
    (first, tied), (second, other) = (_named_counts(ask, seed) for seed in ask.seeds(2))
    second = second[::-1]  # branches by falling code: ties as they come are never right
    asked = [
        (first, tied["ym"], 5),
        (second, other["ym"], 3),
        (first, _other_month(first, tied["ym"]), 3),
        (second, _other_month(second, other["ym"]), 40),
    ]
    kept = ask.keep(first)
    said = [busiest(kept, *asked[0][1:]), *(busiest(*case) for case in asked[1:])]
    shown = [_names(answer) for answer in said]
    if not all(names == _busiest(*case) for names, case in zip(shown, asked)):
        return failed(_name_busiest(said, shown, asked))
    if not first.equals(ask.seen(kept)):
        return partial(0.75, CHANGED)
    if not all(isinstance(answer, list) for answer in said):
        return partial(0.7, "順番は合っています。最後に .tolist() を付けて、リストにしましょう。")
    return passed()


def _named_counts(ask: Any, seed: int) -> tuple[pd.DataFrame, Any]:
    """A hidden year with the branches' names, as the notebook makes it, and its planted tie.

    The tied branches' names run against their codes: order by name is never right.
    """
    counts, truth = ask.make(COUNTS, seed, years=1, first_year=2027, tie=True)
    names = ask.make(BRANCHES, seed)[0].set_index("branch_code")["branch_name"]
    codes = truth["tie"]["codes"]
    names[codes] = sorted(names[codes], reverse=True)
    return counts.assign(branch_name=counts["branch_code"].map(names)), truth["tie"]


def _other_month(table: pd.DataFrame, tied: str) -> str:
    """The last month without a planted tie."""
    return str(table.loc[table["ym"] != tied, "ym"].max())


def _names(answer: Any) -> list[Any]:
    if isinstance(answer, (list, tuple)):
        return list(answer)
    return answer.tolist() if isinstance(answer, (pd.Series, pd.Index, np.ndarray)) else []


def _ranked(df: pd.DataFrame, ym: str) -> pd.DataFrame:
    rows = df if ym == "" else df[df["ym"] == ym]
    both = rows.assign(both=rows["count"] + rows["online_count"])
    return both.groupby(["branch_code", "branch_name"], as_index=False)[
        ["count", "both", "online_count"]
    ].sum()


def _busiest(df: pd.DataFrame, ym: str, n: int, weight: str = "count") -> list[str]:
    totals = _ranked(df, ym).sort_values([weight, "branch_code"], ascending=[False, True])
    return totals["branch_name"].head(n).tolist()


Case = tuple[pd.DataFrame, str, int]


def _name_busiest(said: list[Any], shown: list[list[Any]], asked: list[Case]) -> str:
    if any(answer is None for answer in said):
        return NOTHING
    if any(names and not all(isinstance(name, str) for name in names) for names in shown):
        return "支所の名前ではなく、数が並んでいます。branch_name の列をリストにしましょう。"
    return _name_mistake(
        BUSIEST_MISTAKES,
        lambda rank: all(names == rank(*case) for names, case in zip(shown, asked)),
        _compare_busiest(shown, asked),
    )


def _compare_busiest(shown: list[list[Any]], asked: list[Case]) -> str:
    """What differs, when no mistake that we know gives these names."""
    if any(len(names) != len(_busiest(*case)) for names, case in zip(shown, asked)):
        return "返ってきた名前の数がちがいます。名前のリストで返しているか、n を使っているかを見ましょう。"
    if all(_totals(names, case) == _totals(_busiest(*case), case) for names, case in zip(shown, asked)):
        return "同じ件数の支所の順番がちがいます。番号（branch_code）の小さい順にしましょう。"
    return "多い順になっていません。月でしぼる、count を足す、大きい順に並べる、の順に確かめましょう。"


def _totals(names: list[str], case: Case) -> list[int]:
    """Totals of the named branches in the order named; 0 for an unknown name."""
    totals = _ranked(case[0], case[1]).set_index("branch_name")["count"]
    return [int(totals.get(name, 0)) for name in names]


def _by_name(df: pd.DataFrame, ym: str, n: int) -> list[str]:
    return sorted(_ranked(df, ym)["branch_name"])[:n]


def _smallest(df: pd.DataFrame, ym: str, n: int) -> list[str]:
    totals = _ranked(df, ym).sort_values(["count", "branch_code"])
    return totals["branch_name"].head(n).tolist()


def _largest_row(df: pd.DataFrame, ym: str, n: int) -> list[str]:
    rows = df[df["ym"] == ym].sort_values(["count", "branch_code"], ascending=[False, True])
    return rows["branch_name"].head(n).tolist()


BUSIEST_MISTAKES: list[tuple[str, Callable[[pd.DataFrame, str, int], list[str]]]] = [
    ("名前の順に並んでいます。件数の合計で並べましょう。", _by_name),
    ("小さい順に並んでいます。count は大きい順なので、ascending の1つめを False にしましょう。", _smallest),
    (
        "オンラインの件数を二重に数えています。online_count は count の内数です。count だけを使いましょう。",
        lambda df, ym, n: _busiest(df, ym, n, "both"),
    ),
    (
        "オンラインの件数で並んでいます。count を使いましょう。",
        lambda df, ym, n: _busiest(df, ym, n, "online_count"),
    ),
    ("全部の月の合計になっています。ym の月だけにしぼりましょう。", lambda df, ym, n: _busiest(df, "", n)),
    ("手続きごとの行のまま並べています。支所ごとに合計してから並べましょう。", _largest_row),
]


# --- 問5: the fiscal year -------------------------------------------------------------------------


def q5(fiscal_year: Any, fiscal_order: Any, *, ask: Any) -> Outcome:
    years = [2000 + int(np.random.default_rng(seed).integers(1, 80)) for seed in ask.seeds(2)]
    months = _apart("fiscal_year", lambda: _year_trouble(ask, fiscal_year, years))
    days = _apart("fiscal_year", lambda: _day_trouble(ask, fiscal_year, years[0]))
    order = _apart("fiscal_order", lambda: _order_trouble(ask, fiscal_order))
    if months.share < 1.0:  # the same function: one sentence is enough
        days = failed()
    return _add_up((5, months), (3, days), (4, order))


def _fiscal(year: int, month: int) -> int:
    return year - (month < 4)


def _year_trouble(ask: Any, fiscal_year: Any, years: list[int]) -> str:
    days = [(f"{y}-{m:02d}", y, m) for y in years for m in (1, 3, 4, 5, 12)]
    said = [fiscal_year(text) for text, _, _ in days]
    if all(_whole(ask, got, _fiscal(y, m)) for got, (_, y, m) in zip(said, days)):
        return ""
    return _name_year(ask, said, days)


def _day_trouble(ask: Any, fiscal_year: Any, y: int) -> str:
    cases: list[tuple[Any, int]] = [
        (f"{y}-03-31", y - 1),
        (f"{y}-04-01", y),
        (pd.Timestamp(y, 3, 31), y - 1),
        (pd.Timestamp(y, 4, 1), y),
        (datetime.date(y, 4, 1), y),
        (pd.Timestamp(2028, 2, 29), 2027),
    ]
    right = all(
        _works(ask, lambda day=day: fiscal_year(day), lambda got, want=want: _whole(ask, got, want))
        for day, want in cases
    )
    return "" if right else "日付を渡したときの年度がちがいます。3月31日と4月1日でも確かめましょう。"


def _order_trouble(ask: Any, fiscal_order: Any) -> str:
    orders = [fiscal_order(m) for m in range(1, 13)]
    if all(_whole(ask, got, (m - 4) % 12 + 1) for m, got in enumerate(orders, 1)):
        return ""
    return _name_order(ask, orders)


def _name_year(ask: Any, said: list[Any], days: list[tuple[str, int, int]]) -> str:
    if any(got is None for got in said):
        return "fiscal_year から、何も返ってこない月があります。if に合わないときの return も書きましょう。"
    if any(isinstance(got, str) for got in said):
        return "fiscal_year の答えが文字です。int( ) で数に直して返しましょう。"
    return _name_mistake(
        YEAR_MISTAKES,
        lambda year: all(_whole(ask, got, year(y, m)) for got, (_, y, m) in zip(said, days)),
        "年度がちがう月があります。1月から3月は前の年、4月から12月はその年です。",
    )


YEAR_MISTAKES: list[tuple[str, Callable[[int, int], int]]] = [
    ("ふつうの年（1月始まり）のままです。1月から3月は、前の年の年度です。", lambda y, m: y),
    ("4月が前の年度に入っています。「4以上」は >= 4 と書きます。", lambda y, m: y - (m <= 4)),
    (
        "4月から新しい年の番号にしています。2025年4月は2025年度、2026年3月も2025年度です。",
        lambda y, m: y + (m >= 4),
    ),
]


def _name_order(ask: Any, orders: list[Any]) -> str:
    if any(got is None for got in orders):
        return "fiscal_order から、何も返ってこない月があります。1月から3月の return も書きましょう。"
    return _name_mistake(
        ORDER_MISTAKES,
        lambda order: all(_whole(ask, got, order(m)) for m, got in enumerate(orders, 1)),
        "fiscal_order の順番がちがいます。4月は1、12月は9、1月は10、3月は12です。",
    )


ORDER_MISTAKES: list[tuple[str, Callable[[int], int]]] = [
    ("fiscal_order が0から始まっています。4月は1、3月は12です。", lambda m: (m - 4) % 12),
    ("fiscal_order が月の番号のままです。4月を1番にしましょう。", lambda m: m),
]


# --- 問6: totals by month -----------------------------------------------------------------------


def q6(monthly_total: Any, *, ask: Any) -> Outcome:
    first, second = (
        ask.make(COUNTS, seed, years=years, first_year=2026, missing=missing, shuffle=True)[0]
        for seed, years, missing in zip(ask.seeds(2), (2, 1), (3, 2))
    )
    asked = [(first, 2027), (second, 2026)]
    kept = ask.keep(first)
    said = [monthly_total(kept, 2027), monthly_total(second, 2026)]
    trouble = next(filter(None, (_series_trouble(answer) for answer in said)), "")
    if trouble:
        return failed(trouble)
    if not all(_equal(answer.tolist(), _want(*case)) for answer, case in zip(said, asked)):
        return failed(_name_total(said, asked))
    return _add_up(
        (8, passed()),
        (3, _right(bool(first.equals(ask.seen(kept))), CHANGED)),
        (
            3,
            _right(
                _works(ask, lambda: monthly_total(second, 2035), _is_empty_year),
                "行が1つもない年度でも、12か月ぶんの0を返しましょう。reindex の fill_value=0 が使えます。",
            ),
        ),
    )


def _series_trouble(answer: Any) -> str:
    """What is wrong with the answer's form; empty when nothing is."""
    if answer is None:
        return NOTHING
    if not isinstance(answer, pd.Series):
        return "シリーズ（見出しの付いた1列）で返しましょう。groupby の後ろを、列1つの合計にします。"
    labels = [str(label) for label in answer.index]
    if labels == MONTHS:
        return "空（NaN）の月が残っています。fill_value=0 で0にしましょう。" if answer.isna().any() else ""
    if labels == sorted(labels) and set(labels) <= set(MONTHS):
        return "月が文字の順に並んでいます。10月は4月より後です。MONTHS の順に並べましょう。"
    if set(labels) == set(MONTHS):
        return "月の順番がちがいます。1月始まりではなく、4月から3月の順にしましょう。"
    if set(labels) < set(MONTHS):
        return "行のない月が、答えから抜けています。0として入れましょう。reindex が使えます。"
    return "見出しが「4月」から「3月」の形になっていません。month_label を使いましょう。"


Asked = tuple[pd.DataFrame, int]


def _want(df: pd.DataFrame, fy: int, column: str = "count") -> list[int]:
    keys = [f"{fy}-{m:02d}" for m in range(4, 13)] + [f"{fy + 1}-{m:02d}" for m in range(1, 4)]
    return [int(n) for n in df.groupby("ym")[column].sum().reindex(keys, fill_value=0)]


def _equal(values: list[Any], want: list[int]) -> bool:
    return len(values) == len(want) and all(
        isinstance(v, (int, float, np.number)) and not isinstance(v, bool) and bool(v == w)
        for v, w in zip(values, want)
    )


def _is_empty_year(answer: Any) -> bool:
    return not _series_trouble(answer) and _equal(answer.tolist(), [0] * 12)


def _name_total(said: list[Any], asked: list[Asked]) -> str:
    return _name_mistake(
        TOTAL_MISTAKES,
        lambda total: all(_equal(answer.tolist(), total(*case)) for answer, case in zip(said, asked)),
        "月ごとの合計が元の表とちがいます。年度でしぼること、count を足すことを確かめましょう。"
        "fiscal_year を使っているときは、先に問5を直しましょう。",
    )


def _both(df: pd.DataFrame, fy: int) -> list[int]:
    return [a + b for a, b in zip(_want(df, fy), _want(df, fy, "online_count"))]


def _all_years(df: pd.DataFrame, fy: int) -> list[int]:
    by_month = df.groupby(df["ym"].str[5:])["count"].sum()
    return [int(by_month.get(f"{int(label[:-1]):02d}", 0)) for label in MONTHS]


def _calendar(df: pd.DataFrame, year: int) -> list[int]:
    return _all_years(df[df["ym"].str[:4] == str(year)], year)


TOTAL_MISTAKES: list[tuple[str, Callable[[pd.DataFrame, int], list[int]]]] = [
    (
        "1月から12月の、ふつうの年でしぼっています。年度でしぼりましょう。fiscal_year を使っているときは、先に問5を直しましょう。",
        _calendar,
    ),
    ("全部の年度が足されています。fy の年度の行だけにしぼりましょう。", _all_years),
    ("オンラインの件数を二重に数えています。count だけを使いましょう。", _both),
    (
        "オンラインの件数だけの合計です。count を使いましょう。",
        lambda df, fy: _want(df, fy, "online_count"),
    ),
    (
        "行の数を数えています。count の値を sum で足しましょう。",
        lambda df, fy: _want(df.assign(n=1), fy, "n"),
    ),
]


# --- 問7: three broken functions ---------------------------------------------------------------------


def q7(total_count: Any, add_up: Any, count_busy: Any, *, ask: Any) -> Outcome:
    a, b, c = (np.random.default_rng(seed).integers(5, 1200, 9) for seed in ask.seeds(3))
    return _add_up(
        (3, _apart("① total_count", lambda: _first_trouble(ask, total_count, a))),
        (3, _apart("② add_up", lambda: _second_trouble(ask, add_up, b.tolist()))),
        (4, _apart("③ count_busy", lambda: _third_trouble(ask, count_busy, c))),
    )


def _first_trouble(ask: Any, total_count: Any, values: Any) -> str:
    table = pd.DataFrame({"ym": "2030-04", "count": values})
    if _fails(ask, lambda: total_count(table)):
        return "① total_count が、まだエラーで止まります。列の名前の全角と半角を見くらべましょう。"
    if _whole(ask, total_count(table), int(values.sum())):
        return ""
    if total_count(table) is None:
        return "① total_count から何も返りません。エラーをかくすのではなく、列の名前を直しましょう。"
    return "① total_count の答えが、列 count の合計になっていません。"


def _second_trouble(ask: Any, add_up: Any, numbers: list[int]) -> str:
    if _fails(ask, lambda: add_up(numbers)):
        return "② add_up が、まだエラーで止まります。for の次の行の、頭の空白を見ましょう。"
    got = add_up(numbers)
    if _whole(ask, got, sum(numbers)):
        empty = not _fails(ask, lambda: add_up([])) and _whole(ask, add_up([]), 0)
        return "" if empty else "② add_up に空のリストを渡すと、うまくいきません。答えは0です。"
    if got is None:
        return "② add_up から何も返りません。return total を書き、エラーをかくさずに直しましょう。"
    if _whole(ask, got, numbers[0]):
        return "② add_up が、1つめの数だけで終わっています。return の字下げを、for と同じにしましょう。"
    if _whole(ask, got, numbers[-1]):
        return "② add_up が、最後の数だけになっています。足す行を、くり返しの中に入れましょう。"
    return "② add_up の答えが、全部の数の合計になっていません。"


def _busy_tables(values: Any) -> list[pd.DataFrame]:
    text = pd.DataFrame({"count": [str(v) for v in values]}, index=range(100, 100 + len(values)))
    return [text, pd.DataFrame({"count": values})]


def _third_trouble(ask: Any, count_busy: Any, values: Any) -> str:
    # As text 9 comes after 100, and 85 after 1005.
    values = np.append(values, [9, 85, 1005])
    text, numbers = _busy_tables(values)
    if _fails(ask, lambda: count_busy(text, 99)):
        return "③ count_busy が、件数が文字の表でエラーになります。列を整数に直してから比べましょう。"
    if _fails(ask, lambda: count_busy(numbers, 99)):
        return "③ count_busy が、件数が数の表でエラーになります。どちらの表でも動くようにしましょう。"
    kept = ask.keep(text)
    got = count_busy(kept, 99)
    if not text.equals(ask.seen(kept)):
        return "③ count_busy が、受け取った元の表を変えています。列を入れ直さずに比べましょう。"
    limits = [99, int(values[3]), 1000]  # one of them is met exactly
    if all(
        _whole(ask, count_busy(table, limit), int((values >= limit).sum()))
        for table in (text, numbers)
        for limit in limits
    ):
        return ""
    if got is None:
        return "③ count_busy から何も返りません。エラーをかくすのではなく、列の種類を直しましょう。"
    if _whole(ask, got, sum(str(v) >= "99" for v in values)):
        return "③ 文字どうしで比べています。文字では、9 が 100 より大きくなります。整数に直しましょう。"
    return "③ count_busy の行の数がちがいます。ちょうど limit の行も数えましょう。"


# --- 問8: a bar chart --------------------------------------------------------------------------------


def q8(plot_monthly: Any, *, ask: Any) -> Outcome:
    (seed,) = ask.seeds(1)
    rng = np.random.default_rng(seed)
    year = int(rng.integers(2030, 2080))
    # Far from zero and nearly level: a scale of its own would start high.
    s = pd.Series(rng.integers(9_000, 11_000, 12), index=MONTHS)
    ax = plot_monthly(s, year)
    if "Axes" not in ask.kinds_of(ax):
        return failed("図（ax）が返ってきません。関数の最後に return ax と書きましょう。")
    trouble = _bar_trouble(ask, ask.axes_of(ax), s)
    if trouble:
        return failed(trouble)
    return _add_up((5, passed()), *((2, _right(not text, text)) for text in _look_troubles(ask, ax, year)))


def _look_troubles(ask: Any, ax: Any, year: int) -> list[str]:
    """For labels, zero line, unit and title: what is wrong, or nothing."""
    seen = ask.axes_of(ax)
    title = "".join(seen["title"].split())
    return [
        ""
        if [text for text in seen["xticks"] if text] == MONTHS
        else "横軸の見出しが「4月」から「3月」の順に並んでいません。s.index を使いましょう。",
        ""
        if ask.close(seen["ylim"][0], 0, 1e-9)
        else "縦軸が0から始まっていません。ax.set_ylim(0) と書きましょう。",
        ""
        if "（件）" in seen["ylabel"] or "(件)" in seen["ylabel"]
        else '縦軸の名前に、単位（件）がありません。ax.set_ylabel("件数（件）") のように書きましょう。',
        _title_trouble(ask, ax, f"{year}年度" in title),
    ]


def _title_trouble(ask: Any, ax: Any, has_year: bool) -> str:
    if not has_year:
        return "題名に年度がありません。fy を使って「◯◯◯◯年度」と入れましょう。"
    if any("Glyph" in text for text in ask.drawn_warnings(ax)):
        return "図の中に、四角になって読めない文字があります。絵文字などを、ふつうの文字に変えましょう。"
    return ""


def _bar_trouble(ask: Any, seen: dict[str, Any], s: pd.Series) -> str:
    """What is wrong with the bars themselves; empty when nothing is."""
    bars = sorted(seen["bars"], key=lambda bar: bar["x"])
    if not bars:
        lines = any(len(line["x"]) > 2 for line in seen["lines"])
        return (
            "折れ線グラフになっています。ax.bar で棒グラフにしましょう。"
            if lines
            else "棒がありません。ax.bar で描きましょう。"
        )
    if len(bars) != 12:
        return "棒が12本ではありません。1か月を1本の棒にしましょう。"
    heights = [bar["height"] for bar in bars]
    want = [float(v) for v in s]
    if _equal(heights, [int(v) for v in s]) and all(ask.close(bar["y"], 0, 1e-9) for bar in bars):
        return ""
    if sorted(heights) == sorted(want):
        return "棒の順番が s とちがいます。並べかえずに、4月から3月の順に描きましょう。"
    return "棒の高さが s の値とちがいます。棒は0から、s の値の高さまで描きましょう。"
