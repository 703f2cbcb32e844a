"""What decides the points of L107.

Each answer is compared with our own calculation on the same hidden table, since
the method determines the number. A wrong number is then compared with what
common mistakes would give, so that the sentence can name the comparison that
was really made. Tolerances leave room for one decimal of rounding (minutes) or
three (shares).
"""

from collections.abc import Callable
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from dxlab.outcome import Outcome, failed, partial, passed

MINUTES = 0.06
SHARE = 0.0006
INTERVAL = 0.0016
SKETCH = 0.5  # minutes; the dashed line may be built in more than one sensible way

NO_WEIGHT = "件数で重みをつけていますか。件数の多い月や支所を重くした平均にしましょう。"
NO_START = "始まった月が決めうちです。start を使いましょう。"
CHANGED = "計算は合っています。ただ、受け取った元の表が変わっています。列を足す前に df.copy() で写しを作りましょう。"
ORDER = "行や列の順番、行の番号がちがう表でも、同じ答えになるようにしましょう。"
KEEP_ALL = "届かなかった人を除いていますか。くじで決まった組のまま、全員を数えましょう。"


class Draw(NamedTuple):
    """A hidden table, the month in which the service starts, and a fake start before it."""

    table: pd.DataFrame
    start: str
    fake: str


class Mistake(NamedTuple):
    """What a common mistake computes, what to say about it, and the share that it still earns."""

    value: Callable[[Draw], float]
    message: str
    share: float = 0.0


Mean = Callable[[pd.DataFrame], float]
Curve = tuple[list[str], list[float], str]  # months, values, line style


# --- hidden tables --------------------------------------------------------------------


def _draws(ask: Any, *variants: dict[str, Any]) -> list[Draw]:
    """A branch table per variant; ``rough`` shakes rows, columns and index."""
    draws = []
    for seed, variant in zip(ask.seeds(len(variants)), variants):
        knobs = dict(variant)
        rough, fake = knobs.pop("rough", False), knobs.pop("fake", "2025-01")
        table, truth = ask.make("d17-branch-wait", seed, **knobs)
        draws.append(Draw(_shaken(table, seed) if rough else table, truth["start"], fake))
    return draws


def _shaken(table: pd.DataFrame, seed: int) -> pd.DataFrame:
    """The same content, rows and columns in another order, with an index that counts nothing."""
    shaken = table.sample(frac=1, random_state=seed)[table.columns[::-1]]
    shaken.index = shaken.index * 3 + 1000
    return shaken


# --- our own calculations ---------------------------------------------------------------


def _mean(rows: pd.DataFrame) -> float:
    """Ticket-weighted mean wait (minutes); NaN without rows."""
    return float((rows["mean_wait"] * rows["tickets"]).sum() / rows["tickets"].sum()) if len(rows) else np.nan


def _plain(rows: pd.DataFrame) -> float:
    return float(rows["mean_wait"].mean())


def _four(d: Draw, mean: Mean = _mean) -> list[float]:
    """Means of pilots after, pilots before, others after, others before."""
    pilot, after = d.table["pilot"] == 1, d.table["ym"] >= d.start
    return [mean(d.table[p & t]) for p in (pilot, ~pilot) for t in (after, ~after)]


def _before_after(d: Draw, mean: Mean = _mean) -> float:
    a, b, _, _ = _four(d, mean)
    return a - b


def _cross(d: Draw, mean: Mean = _mean) -> float:
    a, _, c, _ = _four(d, mean)
    return a - c


def _did(d: Draw, mean: Mean = _mean) -> float:
    a, b, c, e = _four(d, mean)
    return (a - b) - (c - e)


def _others(d: Draw) -> float:
    _, _, c, e = _four(d)
    return c - e


def _everybody(d: Draw) -> float:
    after = d.table["ym"] >= d.start
    return _mean(d.table[after]) - _mean(d.table[~after])


def _placebo(d: Draw, mean: Mean = _mean) -> float:
    return _did(_pretend(d), mean)


def _pretend(d: Draw) -> Draw:
    """The time before the start, with the fake start."""
    return Draw(d.table[d.table["ym"] < d.start], d.fake, d.fake)


def _fixed(d: Draw) -> Draw:
    """The start month of the notebook, whatever the start is."""
    return d._replace(start="2025-07")


def _next_year(d: Draw) -> Draw:
    return d._replace(start=f"{int(d.start[:4]) + 1}-01")


def _month_later(d: Draw) -> Draw:
    """The first month counted as before."""
    later = d.table.loc[d.table["ym"] > d.start, "ym"]
    return d._replace(start=str(later.min()))


# --- judging a function that returns minutes ----------------------------------------------


def _judge(
    call: Callable[[Any, Draw], Any],
    ask: Any,
    draws: list[Draw],
    right: Callable[[Draw], float],
    mistakes: list[Mistake],
    otherwise: str,
) -> Outcome:
    """Full points when every draw agrees; else the sentence of the mistake that fits.

    ``call(table, draw)`` asks the trainee's function. The first draw is the
    tidy one: what fails only later fails for what the later tables are made to show.
    """
    values = [call(draw.table, draw) for draw in draws]
    agreed = [ask.close(value, right(draw), MINUTES) for value, draw in zip(values, draws)]
    if not all(agreed):
        return _name_mistake(ask, values, draws, agreed.index(False), mistakes, otherwise)
    return passed() if _keeps_input(call, ask, draws[0]) else partial(0.75, CHANGED)


def _name_mistake(
    ask: Any, values: list[Any], draws: list[Draw], wrong: int, mistakes: list[Mistake], otherwise: str
) -> Outcome:
    """The sentence for the answer to draw ``wrong``; a share only for a mistake that explains every answer."""
    if not ask.is_number(values[wrong]):
        return failed("答えが1つの数になっていません。return の右に、計算した数を書きましょう。")
    # A mistake that explains every answer comes first: on one table two mistakes can agree by chance.
    for mistake in mistakes:
        if all(ask.close(v, mistake.value(d), MINUTES) for v, d in zip(values, draws)):
            return partial(mistake.share, mistake.message) if mistake.share else failed(mistake.message)
    for mistake in mistakes:
        if ask.close(values[wrong], mistake.value(draws[wrong]), MINUTES):
            return failed(mistake.message)
    return failed(otherwise if wrong == 0 else f"ふつうの表では合っています。{otherwise} {ORDER}")


def _keeps_input(call: Callable[[Any, Draw], Any], ask: Any, draw: Draw) -> bool:
    """Whether the trainee's function leaves the table that it was given as it is."""
    kept = ask.keep(draw.table)
    call(kept, draw)
    return bool(draw.table.equals(ask.seen(kept)))


# --- 問1 to 問3: three comparisons ----------------------------------------------------------


def q1(before_after: Any, *, ask: Any) -> Outcome:
    draws = _draws(ask, {}, {"weights_matter": True}, {"start": "2025-10", "rough": True})
    mistakes = [
        Mistake(lambda d: _before_after(d, _plain), NO_WEIGHT, 0.5),
        Mistake(
            _everybody, "12支所ぜんぶの前後比較になっています。先行支所（pilot が 1）の行だけを使いましょう。"
        ),
        Mistake(_others, "ほかの支所の前後比較になっています。先行支所は pilot が 1 の行です。"),
        Mistake(lambda d: -_before_after(d), "引く順番が逆です。「後 − 前」にしましょう。"),
        Mistake(lambda d: _four(d)[0], "後の平均だけを返しています。前の平均を引きましょう。"),
        Mistake(
            lambda d: _before_after(_month_later(d)),
            "開始月が「前」に入っています。開始月は「後」に入れましょう。",
        ),
        Mistake(lambda d: _before_after(_fixed(d)), NO_START),
    ]
    otherwise = "前後比較の数と合いません。先行支所の行、前と後の分け方、重みをもう一度見ましょう。"
    return _judge(lambda t, d: before_after(t, d.start), ask, draws, _before_after, mistakes, otherwise)


def q2(cross_section: Any, q2_choice: Any, *, ask: Any) -> Outcome:
    draws = _draws(ask, {}, {"weights_matter": True}, {"start": "2025-10", "rough": True})
    mistakes = [
        Mistake(lambda d: _cross(d, _plain), NO_WEIGHT, 0.5),
        Mistake(lambda d: -_cross(d), "引く順番が逆です。「先行支所 − ほかの支所」にしましょう。"),
        Mistake(
            lambda d: _four(d)[1] - _four(d)[3], "前の時期の差になっています。後の行だけを使いましょう。"
        ),
        Mistake(
            lambda d: _cross(d._replace(start="")),
            "前も後もまぜた差になっています。後の行だけを使いましょう。",
        ),
        Mistake(_before_after, "先行支所の前後比較になっています。ほかの支所と比べましょう。"),
        Mistake(lambda d: _cross(_fixed(d)), NO_START),
    ]
    otherwise = "横の差と合いません。後の行だけを選んだか、2つの平均に重みをつけたかを見ましょう。"
    outcome = _judge(lambda t, d: cross_section(t, d.start), ask, draws, _cross, mistakes, otherwise)
    return _with_choice(outcome, isinstance(q2_choice, str) and q2_choice.strip() == "イ")


def _with_choice(outcome: Outcome, chosen: bool) -> Outcome:
    """4 of 6 points for the function, 2 for the choice once the function is right."""
    if outcome.share < 1.0:
        return partial(outcome.share * 4 / 6, *outcome.messages) if outcome.share else outcome
    if chosen:
        return outcome
    return partial(
        4 / 6, "関数は合っています。考えは選び直しましょう。横の差は、始める前からあった差をふくみます。"
    )


def q3(did: Any, *, ask: Any) -> Outcome:
    draws = _draws(
        ask,
        {},
        {"effect": 2.0, "start": "2025-10", "rough": True},
        {"effect": 0.0, "drop_months": 4, "rough": True},
        {"effect": -6.0, "weights_matter": True, "random_pilots": True},
    )
    mistakes = [
        Mistake(
            _before_after, "先行支所だけの前後比較になっています。先行していない支所の変化も使いましょう。"
        ),
        Mistake(_cross, "後だけの横の比較になっています。前の時期の差を引いていますか。"),
        Mistake(_others, "ほかの支所の変化だけになっています。先行支所の変化も使いましょう。"),
        Mistake(lambda d: _did(d, _plain), NO_WEIGHT, 0.5),
        Mistake(lambda d: -_did(d), "引く順番が逆です。「先行支所の変化 − ほかの支所の変化」にしましょう。"),
        Mistake(
            lambda d: _before_after(d) + _others(d),
            "2つの変化を足しています。先行支所の変化から、ほかの支所の変化を引きましょう。",
        ),
        Mistake(
            lambda d: _before_after(d) - _everybody(d),
            "比べる相手に先行支所も入っています。ほかの支所だけにしましょう。",
        ),
        Mistake(
            lambda d: _did(_next_year(d)), "年が変わった月で前と後を分けています。開始月で分けましょう。"
        ),
        Mistake(
            lambda d: _did(_month_later(d)), "開始月が「前」に入っています。開始月は「後」に入れましょう。"
        ),
        Mistake(lambda d: _did(_fixed(d)), NO_START),
    ]
    otherwise = "差の差と合いません。4つの平均を1つずつ表示して、行の選び方と引く順番を見ましょう。"
    return _judge(lambda t, d: did(t, d.start), ask, draws, _did, mistakes, otherwise)


# --- 問4: the figure ------------------------------------------------------------------------


def q4(plot_trends: Any, *, ask: Any) -> Outcome:
    (draw,) = _draws(ask, {"start": "2025-10", "rough": True, "effect": -6.0})
    kept = ask.keep(draw.table)
    ax = plot_trends(kept, draw.start)
    if "Axes" not in ask.kinds_of(ax):
        return failed("図（ax）が返ってきません。関数の最後に return ax と書きましょう。")
    seen = ask.axes_of(ax)
    months = sorted(draw.table["ym"].unique())
    found = [_curve(line, months) for line in seen["lines"]]
    curves = [curve for curve in found if curve is not None]
    if len(curves) > 6:
        return failed("線が多すぎます。支所ごとではなく、先行支所とほかの支所の2本にまとめましょう。")
    weighted, plain = _group_lines(draw, _mean), _group_lines(draw, _plain)
    if not all(_has(curves, w, MINUTES) or _has(curves, p, MINUTES) for w, p in zip(weighted, plain)):
        return failed(
            "2本の線が、先行支所とほかの支所の月ごとの平均になっていません。月の順に並んでいるかも見ましょう。"
        )
    return _sum_up(
        (4, all(_has(curves, w, MINUTES) for w in weighted), NO_WEIGHT),
        (
            2,
            _has_start_line(seen["lines"], months, draw.start),
            "始まった月の縦線がありません。axvline(start) で引きましょう。",
        ),
        (
            2,
            _has_counterfactual(curves, draw, weighted),
            "「もしQRがなかったら」の点線がちがいます。ほかの支所の線にへだたりを足し、始まった月から後に引きましょう。",
        ),
        (
            2,
            _is_labelled(seen) and draw.table.equals(ask.seen(kept)),
            "凡例と、単位（分）を入れた縦軸の名前を付けましょう。元の表は変えないようにします。",
        ),
    )


def _curve(line: dict[str, Any], months: list[str]) -> Curve | None:
    """A data line in month order; None for any other line."""
    places = [_place(x, months) for x in line["x"]]
    if len(places) < 3 or None in places or places != sorted(set(places)) or len(line["y"]) != len(places):
        return None
    return [months[place] for place in places], line["y"], line["linestyle"]


def _place(x: Any, months: list[str]) -> int | None:
    """Position on the axis of months, by the month's name (or a date in it) or by number."""
    if isinstance(x, str):
        return months.index(x[:7]) if x[:7] in months else None
    return int(x) if float(x).is_integer() and 0 <= x < len(months) else None


def _group_lines(draw: Draw, mean: Mean) -> list[dict[str, float]]:
    """Month -> mean, for pilots and for others."""
    pilot = draw.table["pilot"] == 1
    return [{m: mean(rows) for m, rows in draw.table[group].groupby("ym")} for group in (pilot, ~pilot)]


def _has(curves: list[Curve], want: dict[str, float], tol: float) -> bool:
    """Whether one curve shows all values of ``want``."""
    for months, values, _ in curves:
        shown = dict(zip(months, values))
        if all(m in shown and bool(abs(float(shown[m]) - value) <= tol) for m, value in want.items()):
            return True
    return False


def _has_counterfactual(curves: list[Curve], draw: Draw, weighted: list[dict[str, float]]) -> bool:
    _, before, _, others_before = _four(draw)
    want = {m: value + before - others_before for m, value in weighted[1].items() if m >= draw.start}
    return _has([curve for curve in curves if curve[2] in ("--", ":", "-.")], want, SKETCH)


def _has_start_line(lines: list[dict[str, Any]], months: list[str], start: str) -> bool:
    """A vertical line at the start, or between it and the month before."""
    at = months.index(start)
    for x in (line["x"] for line in lines):
        if len(x) == 2 and x[0] == x[1]:
            there = x[0][:7] == start if isinstance(x[0], str) else at - 1 < x[0] <= at
            if there:
                return True
    return False


def _is_labelled(seen: dict[str, Any]) -> bool:
    legend = {text for text in seen["legend"] or [] if text.strip()}
    return len(legend) >= 2 and "分" in seen["ylabel"]


def _sum_up(*parts: tuple[int, bool, str]) -> Outcome:
    """The points of the parts that are there; a sentence for each of the others."""
    total = sum(points for points, _, _ in parts)
    earned = sum(points for points, there, _ in parts if there)
    messages = [message for _, there, message in parts if not there]
    if earned == total:
        return passed()
    return partial(earned / total, *messages) if earned else failed(*messages)


# --- 問5 and 問6: can it be believed? ---------------------------------------------------------


def q5(placebo: Any, *, ask: Any) -> Outcome:
    draws = _draws(
        ask,
        {},
        {"violation": -0.35, "fake": "2024-12", "rough": True},
        {"start": "2025-10", "fake": "2025-04"},
        {"weights_matter": True, "fake": "2025-02"},
    )
    mistakes = [
        Mistake(
            lambda d: _did(d._replace(start=d.fake)),
            "始まった後の行も入っています。start より前の行だけを使いましょう。",
        ),
        Mistake(_did, "本当の開始日の差の差になっています。偽の開始日 fake_start を使いましょう。"),
        Mistake(
            lambda d: _before_after(_pretend(d)), "先行支所の前後比較になっています。差の差にしましょう。"
        ),
        Mistake(
            lambda d: _placebo(_month_later(d)),
            "開始月も入っています。start より前（<）の行だけにしましょう。",
        ),
        Mistake(
            lambda d: -_placebo(d), "引く順番が逆です。「先行支所の変化 − ほかの支所の変化」にしましょう。"
        ),
        Mistake(lambda d: _placebo(d, _plain), NO_WEIGHT, 0.5),
        Mistake(
            lambda d: _placebo(d._replace(fake="2025-01")),
            "偽の開始日が決めうちです。fake_start を使いましょう。",
        ),
        Mistake(lambda d: _placebo(_fixed(d)), NO_START),
    ]
    otherwise = "偽の開始日の差の差と合いません。did を使っているときは、先に問3を直しましょう。"
    return _judge(lambda t, d: placebo(t, d.fake, d.start), ask, draws, _placebo, mistakes, otherwise)


def q6(perm_p: Any, *, ask: Any) -> Outcome:
    draws = _draws(
        ask,
        {"effect": 0.0},
        {"effect": -4.0},
        {"effect": 2.0, "rough": True},
        {"effect": 0.0, "n_pilots": 3, "random_pilots": True, "start": "2025-10"},
    )
    values = [perm_p(draw.table, draw.start) for draw in draws]
    exact = [_exact_p(draw) for draw in draws]
    agreed = [ask.close(value, p["both"], SHARE) for value, p in zip(values, exact)]
    if not all(agreed):
        wrong = agreed.index(False)
        return _name_p(ask, values[wrong], exact[wrong], wrong)
    again = perm_p(draws[0].table, draws[0].start)
    if not ask.close(again, values[0], 0):
        return failed(
            "同じ表でも、動かすたびに答えが変わります。くじではなく、すべての選び方を数えましょう。"
        )
    return (
        passed() if _keeps_input(lambda t, d: perm_p(t, d.start), ask, draws[0]) else partial(0.75, CHANGED)
    )


def _exact_p(draw: Draw) -> dict[str, float]:
    """Shares of all choices of pilots that are as extreme as the true one, counted in several ways."""
    d = draw.table.assign(
        minutes=draw.table["mean_wait"] * draw.table["tickets"], after=draw.table["ym"] >= draw.start
    )
    sums = d.pivot_table(index="branch_code", columns="after", values=["minutes", "tickets"], aggfunc="sum")
    pilots = sums.index.isin(d.loc[d["pilot"] == 1, "branch_code"])
    values = sums.to_numpy(dtype=float)  # minutes before, after; tickets before, after
    chosen = list(combinations(range(len(values)), int(pilots.sum())))
    inside = values[np.array(chosen)].sum(axis=1)
    outside = values.sum(axis=0) - inside
    gaps = _change(inside) - _change(outside)
    own = _change(values[pilots].sum(axis=0)) - _change(values[~pilots].sum(axis=0))
    farther = np.abs(gaps) - abs(own)
    return {
        "both": float(np.mean(farther >= -1e-9)),
        "lower": float(np.mean(gaps <= own + 1e-9)),
        "upper": float(np.mean(gaps >= own - 1e-9)),
        "beyond": float(np.mean(farther > 1e-9)),
        "count": float(np.sum(farther >= -1e-9)),
    }


def _change(sums: np.ndarray) -> np.ndarray:
    """Weighted mean after minus before; the last axis holds minutes and tickets, before and after."""
    return sums[..., 1] / sums[..., 3] - sums[..., 0] / sums[..., 2]


def _name_p(ask: Any, value: Any, exact: dict[str, float], wrong: int) -> Outcome:
    if not ask.is_number(value):
        return failed("答えが1つの数になっていません。p値は、0より大きく1以下の数です。")
    if ask.close(value, exact["count"], 0.5) and value > 1:
        return failed("個数になっています。すべての選び方の数で割って、割合にしましょう。")
    if ask.close(value, exact["beyond"], SHARE):
        return failed(
            "本当の組合せが数えられていません。「同じか、もっと極端」は >= で、1e-9 を引いて比べましょう。p値は0になりません。"
        )
    if ask.close(value, exact["lower"], SHARE) or ask.close(value, exact["upper"], SHARE):
        return failed(
            "片側だけを数えています。短くなった方も長くなった方も、abs で「0からの離れ方」にして数えましょう（両側）。"
        )
    if wrong == 3:
        return failed("先行支所の数を4と決めていませんか。len(pilots) で表から数えましょう。")
    return failed(
        "p値と合いません。付けかえるのは支所の札です。行や月を混ぜず、くじで選ばず、すべての選び方を数えましょう。"
    )


# --- 問7: the trial ---------------------------------------------------------------------------


def q7(rct: Any, balance: Any, *, ask: Any) -> Outcome:
    tables = _people(ask)
    parts = [(9, _apart(_judge_rct, rct, tables, ask)), (5, _apart(_judge_balance, balance, tables, ask))]
    earned = sum(points for points, part in parts if part.share == 1.0)
    messages = [text for _, part in parts for text in part.messages]
    if earned == 14:
        return passed()
    return partial(earned / 14, *messages) if earned else failed(*messages)


def _apart(judge: Callable[..., str], function: Any, tables: list[pd.DataFrame], ask: Any) -> Outcome:
    """The outcome of one of the two functions; its error does not cost the other one's points."""
    try:
        text = judge(function, tables, ask)
    except Exception:
        return failed("rct か balance の片方に、空らんかエラーが残っています。もう片方だけを採点しました。")
    return failed(text) if text else passed()


def _people(ask: Any) -> list[pd.DataFrame]:
    """A tidy trial, one whose undelivered matter, and a lopsided one with labels swapped."""
    variants = [
        {"n": 2400},
        {"undelivered_matters": True},
        {"swap_labels": True, "share_b": 0.3, "imbalance": 0.5},
    ]
    seeds = ask.seeds(len(variants))
    tables = [ask.make("d18-screening-rct", seed, **{"n": 1200, **v})[0] for seed, v in zip(seeds, variants)]
    return [tables[0], _shaken(tables[1], seeds[1]), tables[2]]


def _arms(df: pd.DataFrame, column: str) -> tuple[pd.Series, pd.Series]:
    return df.loc[df["arm"] == "A", column], df.loc[df["arm"] == "B", column]


def _trial(df: pd.DataFrame) -> dict[str, float]:
    """Difference of rates B - A with the interval of two independent proportions (normal approximation)."""
    a, b = _arms(df, "attended")
    reach = 1.96 * np.sqrt(a.mean() * (1 - a.mean()) / len(a) + b.mean() * (1 - b.mean()) / len(b))
    gap = b.mean() - a.mean()
    return {"diff": gap, "ci_low": gap - reach, "ci_high": gap + reach, "n_a": len(a), "n_b": len(b)}


def _judge_rct(rct: Any, tables: list[pd.DataFrame], ask: Any) -> str:
    """What is wrong with the answers; empty when nothing is."""
    kept = ask.keep(tables[0])
    answers = [rct(kept), *(rct(table) for table in tables[1:])]
    for got, table in zip(answers, tables):
        if not (isinstance(got, dict) and set(_trial(table)) <= set(got)):
            return "rct は、diff・ci_low・ci_high・n_a・n_b の5つを入れた辞書を返しましょう。"
        text = _name_trial(got, table, ask)
        if text:
            return text
    return "" if tables[0].equals(ask.seen(kept)) else f"rct: {CHANGED}"


def _name_trial(got: dict[str, Any], table: pd.DataFrame, ask: Any) -> str:
    want = _trial(table)
    delivered = _trial(table[table["delivered"] == 1])
    if not (ask.close(got["n_a"], want["n_a"], 0) and ask.close(got["n_b"], want["n_b"], 0)):
        return (
            KEEP_ALL
            if ask.close(got["n_a"], delivered["n_a"], 0)
            else "n_a と n_b は、AとBそれぞれの人数（全員）です。"
        )
    if not ask.close(got["diff"], want["diff"], SHARE):
        if ask.close(got["diff"], 100 * want["diff"], 100 * SHARE):
            return "差が％の数になっています。10ポイントなら 0.10 のように、割合で書きましょう。"
        if ask.close(got["diff"], -want["diff"], SHARE):
            return "引く順番が逆です。「B − A」にしましょう。"
        if ask.close(got["diff"], delivered["diff"], SHARE):
            return KEEP_ALL
        return "受診率の差と合いません。それぞれの組の attended の平均を出し、B から A を引きましょう。"
    if not (
        ask.close(got["ci_low"], want["ci_low"], INTERVAL)
        and ask.close(got["ci_high"], want["ci_high"], INTERVAL)
    ):
        return "差は合っていますが、信頼区間がちがいます。片方の組だけでなく、2つの組の p(1−p)/n を足してから平方根をとりましょう。"
    return ""


def _standardised(df: pd.DataFrame, column: str) -> float:
    a, b = _arms(df, column)
    return (b.mean() - a.mean()) / np.sqrt((a.var() + b.var()) / 2)


def _judge_balance(balance: Any, tables: list[pd.DataFrame], ask: Any) -> str:
    """What is wrong with the answers; empty when nothing is."""
    kept = ask.keep(tables[0])
    answers = [balance(kept), *(balance(table) for table in tables[1:])]
    for got, table in zip(answers, tables):
        if not (isinstance(got, dict) and {"age", "last_year"} <= set(got)):
            return "balance は、age と last_year の2つを入れた辞書を返しましょう。"
        for column in ("age", "last_year"):
            if not ask.close(got[column], _standardised(table, column), 0.006):
                return _name_balance(got[column], table, column, ask)
    return "" if tables[0].equals(ask.seen(kept)) else f"balance: {CHANGED}"


def _name_balance(value: Any, table: pd.DataFrame, column: str, ask: Any) -> str:
    a, b = _arms(table, column)
    if ask.close(value, b.mean() - a.mean(), 0.006):
        return f"{column}: 平均の差のままです。標準偏差で割って、目盛りをそろえましょう。"
    if ask.close(value, -_standardised(table, column), 0.006):
        return f"{column}: 引く順番が逆です。「B − A」にしましょう。"
    return f"{column}: 標準化した差と合いません。平均の差 ÷ ばらつき（式の分母）になっているかを見ましょう。"


# --- 問8: the decision --------------------------------------------------------------------------


def q8(verdict: Any, *, ask: Any) -> Outcome:
    draws = _draws(
        ask,
        {},
        {"violation": -0.35, "rough": True},
        {"violation": 0.35},
        {"pre_months": 3, "violation": -1.0},
        {"pre_months": 5, "rough": True},
        {"pre_months": 6, "violation": -1.0},
        {"start": "2025-10"},
    )
    said = [verdict(draw.table, draw.start) for draw in draws]
    wanted = [_verdict(draw) for draw in draws]
    matches = [isinstance(s, str) and s == w for s, w in zip(said, wanted)]
    if all(matches):
        return (
            passed()
            if _keeps_input(lambda t, d: verdict(t, d.start), ask, draws[0])
            else partial(0.75, CHANGED)
        )
    if not all(isinstance(s, str) and s in ("使える", "使えない", "データ不足") for s in said):
        return failed("答えは「使える」「使えない」「データ不足」のどれかの文字にしましょう。")
    return failed(_name_verdict(said, wanted, matches.index(False)))


def _verdict(draw: Draw) -> str:
    """The city's rule: six months before the start, and less than a minute from a fake start halfway."""
    months = sorted(draw.table.loc[draw.table["ym"] < draw.start, "ym"].unique())
    if len(months) < 6:
        return "データ不足"
    gap = _placebo(draw._replace(fake=months[len(months) // 2]))
    return "使える" if -1.0 < gap < 1.0 else "使えない"


def _name_verdict(said: list[str], wanted: list[str], wrong: int) -> str:
    if len(set(said)) == 1:
        return f"どの表でも「{said[0]}」と答えています。偽の開始日と、前の月の数で、答えを変えましょう。"
    if wanted[wrong] == "データ不足":
        return "前の月が6か月より少ない表があります。偽の開始日を見る前に、月の数を調べましょう。"
    if said[wrong] == "データ不足":
        return (
            "前の月がちょうど6か月あれば、データは足りています。「6より少ない」になっているかを見ましょう。"
        )
    if wrong == 2:
        return "プラスの側に離れたときも「使えない」です。abs で「0からの離れ方」にしましょう。"
    return "判断の基準どおりになっていません。偽の開始日（前の月の半分のところ）と 1.0 分の線を見直しましょう。placebo を使っているときは、先に問5を直しましょう。"
