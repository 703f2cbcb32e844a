"""What decides the points of L207.

A check runs the trainee's function on inputs made from its seeds and compares
with our own calculation on the same inputs: queues of some sixty people, days of
some ninety, so that the whole lab costs a fraction of a second. Nothing here is
compared with an average of random runs. A wrong answer is then compared with
what common mistakes would give, so that the sentence can name what was done.
"""

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from dxlab.outcome import Outcome, failed, partial, passed

MINUTES = 0.06  # room for an answer rounded to one decimal
TICKETS = "d03-counter-tickets"
BOXES = [f"{half // 2:02d}:{half % 2 * 30:02d}" for half in range(17, 35)]
CHANGED = "計算は合っています。ただ、受け取った元の物が変わっています。写しを作ってから書きかえましょう。"
ORDER = "行や列の順番、行の番号がちがう表でも、同じ答えになるようにしましょう。"
QUEUE_FIRST = "simulate を使っているときは、先に問3を直しましょう。"


class Mistake(NamedTuple):
    """What a common mistake gives for the arguments of a draw, and what to say about it."""

    value: Callable[..., Any]
    message: str


def _numbers(value: Any) -> list[float] | None:
    """Plain finite numbers of a list, an array or a column; None for anything else."""
    if isinstance(value, (pd.Series, np.ndarray)):
        value = value.tolist()
    if not isinstance(value, (list, tuple)):
        return None
    if not all(isinstance(v, (int, float, np.number)) and not isinstance(v, bool) for v in value):
        return None
    numbers = [float(v) for v in value]
    return numbers if all(math.isfinite(v) for v in numbers) else None


def _same(ask: Any, got: list[float] | None, want: list[float], tol: float) -> bool:
    return got is not None and len(got) == len(want) and all(ask.close(g, w, tol) for g, w in zip(got, want))


def _named(
    ask: Any, got: list[Any], draws: list[tuple[Any, ...]], wrong: int, mistakes: list[Mistake], tol: float
) -> str:
    """The sentence of the mistake that explains every answer, else the first wrong one; empty if none does."""
    for places in (range(len(draws)), [wrong]):
        for mistake in mistakes:
            if all(_same(ask, got[i], mistake.value(*draws[i]), tol) for i in places):
                return mistake.message
    return ""


# --- tickets as the notebook prepares them ------------------------------------------------------


def _tickets(ask: Any, seed: int, rough: bool = False, **knobs: Any) -> pd.DataFrame:
    """A ticket table with the columns of the notebook's ``prepare``."""
    raw, truth = ask.make(TICKETS, seed, **knobs)
    issued = _clock(raw["issued_at"])
    box = (issued // 30 * 30).astype(int)
    date = raw["issued_at"].str[:10]
    table = pd.DataFrame(
        {
            "ticket_id": raw["ticket_id"],
            "procedure": raw["procedure"],
            "abandoned": raw["abandoned"],
            "date": date,
            "day_type": _day_type(date),
            "is_open": date.isin(list(truth["day_types"])).astype(int),
            "issued": issued,
            "called": _clock(raw["called_at"]),
            "finished": _clock(raw["finished_at"]),
            "box": (box // 60).astype(str).str.zfill(2) + ":" + (box % 60).astype(str).str.zfill(2),
        }
    )
    # A trial print on a closed day may fall into office hours: the clock alone does not find it.
    closed = table["is_open"].eq(0)
    table.loc[closed, ["box", "issued", "called", "finished"]] = "10:00", 605.0, 606.0, 608.0
    if rough:
        table = table.sample(frac=1, random_state=seed)[table.columns[::-1]]
        table.index = table.index * 3 + 1000
    return table


def _clock(text: pd.Series) -> pd.Series:
    hours, minutes = text.str[11:13].astype(float), text.str[14:16].astype(float)
    return 60 * hours + minutes


def _day_type(dates: pd.Series) -> pd.Series:
    return dates.map({date: _kind(date) for date in dates.unique()})


def _kind(date: str) -> str:
    season = "03-20" <= date[5:] <= "04-10"
    if pd.Timestamp(date).day_of_week == 0:
        return "繁忙期の月曜" if season else "月曜"
    return "繁忙期" if season else "ふだん"


# --- 問1: people per half hour --------------------------------------------------------------------


def q1(arrival_rate: Any, *, ask: Any) -> Outcome:
    a, b, c = ask.seeds(3)
    draws = [
        (_tickets(ask, a, start="2025-03-03", days=16, defects=5.0), "ふだん"),
        (_tickets(ask, b, start="2025-04-07", days=5, n=150, defects=5.0, rough=True), "繁忙期"),
        (_tickets(ask, c, start="2025-03-03", days=16, n=300, drop_days=3, rough=True), "月曜"),
    ]
    quiet, kind = draws[1]
    draws[1] = (quiet[quiet["box"] != "13:00"], kind)  # a box that surely nobody comes in
    kept = ask.keep(draws[0][0])
    answers = [arrival_rate(kept, draws[0][1]), *(arrival_rate(*draw) for draw in draws[1:])]
    got = [_by_box(answer) for answer in answers]
    right = [_same(ask, g, _rate(*draw), 0.006) for g, draw in zip(got, draws)]
    if all(right):
        return passed() if draws[0][0].equals(ask.seen(kept)) else partial(0.75, CHANGED)
    wrong = right.index(False)
    if got[wrong] is None:
        return failed(
            "箱ごとの人数（数）が並んだ列を返しましょう。日の種類を決めうちにすると、日数が0になることがあります。"
        )
    if len(got[wrong] or []) != len(BOXES):
        return failed("箱は BOXES の18個です。だれも来ない箱も0にして、時間外の箱は入れません。")
    text = _named(ask, got, draws, wrong, RATE_MISTAKES, 0.006)
    if text:
        return failed(text)
    return failed(
        "1日あたりの人数と合いません。重なった行、開庁日、日の種類、日数の4つを順に見ましょう。"
        + (f"ふつうの表では合っています。{ORDER}" if wrong else "")
    )


def _by_box(answer: Any) -> list[float] | None:
    """The rates in the order of the boxes, whatever the order of the answer."""
    if isinstance(answer, dict):
        answer = pd.Series(answer, dtype=object)
    if isinstance(answer, pd.Series) and sorted(map(str, answer.index)) == BOXES:
        answer = answer.set_axis([str(name) for name in answer.index]).reindex(BOXES)
    return _numbers(answer)


def _rows(df: pd.DataFrame, day_type: str | None) -> pd.DataFrame:
    once = _in_hours(df.drop_duplicates())
    return once if day_type is None else once[once["day_type"] == day_type]


def _in_hours(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["is_open"].eq(1) & table["box"].isin(BOXES)]


def _per_day(rows: pd.DataFrame, days: float) -> list[float]:
    counts = rows["box"].value_counts().reindex(BOXES, fill_value=0)
    return [float(value) / (days or math.nan) for value in counts]  # no such day: no rate


def _rate(df: pd.DataFrame, day_type: str) -> list[float]:
    own = _rows(df, day_type)
    return _per_day(own, own["date"].nunique())


def _with_closed(df: pd.DataFrame, day_type: str) -> list[float]:
    some = df[df["day_type"] == day_type].drop_duplicates()
    return _per_day(some, some["date"].nunique())


def _calendar_days(df: pd.DataFrame, day_type: str) -> list[float]:
    """The closed days of the calendar in the denominator, tickets or not."""
    first, last = pd.Timestamp(df["date"].min()), pd.Timestamp(df["date"].max())
    dates = pd.Series(pd.date_range(first, last).strftime("%Y-%m-%d"))
    return _per_day(_rows(df, day_type), int((_day_type(dates) == day_type).sum()))


def _days_with_people(df: pd.DataFrame, day_type: str) -> list[float]:
    """The mean over the days on which somebody came in that half hour."""
    rows = _rows(df, day_type)
    daily = rows.groupby(["box", "date"]).size().groupby("box").mean()
    return [float(value) for value in daily.reindex(BOXES, fill_value=0)]


def _twice(df: pd.DataFrame, day_type: str) -> list[float]:
    some = _in_hours(df[df["day_type"] == day_type])
    return _per_day(some, some["date"].nunique())


def _without(column: str) -> Callable[..., list[float]]:
    def rate(df: pd.DataFrame, day_type: str) -> list[float]:
        own = _rows(df, day_type)
        return _per_day(own[own[column].notna()], own["date"].nunique())

    return rate


RATE_MISTAKES = [
    Mistake(_with_closed, "閉庁日が日数に入っています。開庁日（is_open が 1）の行だけにしましょう。"),
    Mistake(_calendar_days, "暦の日数で割っています。記録のある開庁日の数で割りましょう。"),
    Mistake(
        lambda df, kind: _per_day(_rows(df, kind), 1), "合計のままです。日数で割って、1日あたりにしましょう。"
    ),
    Mistake(_twice, "まったく同じ行を2回数えています。drop_duplicates で1つにしましょう。"),
    Mistake(
        lambda df, kind: _per_day(_rows(df, None), _rows(df, None)["date"].nunique()),
        "日の種類を選んでいません。day_type の行だけにしましょう。",
    ),
    Mistake(
        lambda df, kind: _per_day(_rows(df, kind), _rows(df, None)["date"].nunique()),
        "ほかの種類の日まで日数に入っています。選んだあとの行で、日付を数えましょう。",
    ),
    Mistake(_without("called"), "呼出の記録がない人を除いています。番号札を取ったので、来た人に数えます。"),
    Mistake(_without("finished"), "呼出不在の人を除いています。番号札を取って並んだので、来た人に数えます。"),
    Mistake(_days_with_people, "だれも来なかった日も、1日と数えましょう。全部の箱を同じ日数で割ります。"),
    Mistake(lambda df, kind: _rate(df, "月曜"), "日の種類が決めうちです。day_type を使いましょう。"),
    Mistake(lambda df, kind: _rate(df, "繁忙期の月曜"), "日の種類が決めうちです。day_type を使いましょう。"),
    Mistake(lambda df, kind: _rate(df, "ふだん"), "日の種類が決めうちです。day_type を使いましょう。"),
]


# --- 問2: minutes at the window ---------------------------------------------------------------------


def q2(service_fit: Any, *, ask: Any) -> Outcome:
    a, b = ask.seeds(2)
    busy = _slow_clocks(_tickets(ask, a, start="2025-03-24", days=2, defects=5.0), a)
    draws = [
        (busy, "全部"),
        (_tickets(ask, b, start="2025-03-03", days=14, n=700, defects=5.0, rough=True), "その他"),
    ]
    kept = ask.keep(busy)
    answers = [service_fit(kept, "全部"), service_fit(*draws[1])]
    got = [_fit_of(answer) for answer in answers]
    right = [_fits(ask, g, _minutes(*draw)) for g, draw in zip(got, draws)]
    if all(right):
        return passed() if busy.equals(ask.seen(kept)) else partial(0.75, CHANGED)
    wrong = right.index(False)
    if got[wrong] is None:
        return failed('{"mean": 平均, "cv": 変動係数} の形の辞書を返しましょう。値は数にします。')
    return failed(_name_fit(ask, got, draws, wrong))


def _slow_clocks(table: pd.DataFrame, seed: int) -> pd.DataFrame:
    """More calls before the issue than the generator plants, so that they matter."""
    found = table.index[table["called"].notna() & table["ticket_id"].isin(_once(table))]
    some = np.random.default_rng(seed).choice(found, 40, replace=False)
    table = table.copy()
    table.loc[some, "called"] = table.loc[some, "issued"] - 5
    return table


def _once(table: pd.DataFrame) -> pd.Series:
    """Tickets that stand in the table one time only."""
    return table.loc[~table["ticket_id"].duplicated(keep=False), "ticket_id"]


def _fit_of(answer: Any) -> tuple[Any, Any] | None:
    if not (isinstance(answer, dict) and {"mean", "cv"} <= set(answer)):
        return None
    pair = _numbers([answer["mean"], answer["cv"]])
    return None if pair is None else (pair[0], pair[1])


def _fits(ask: Any, got: Any, minutes: pd.Series) -> bool:
    return got is not None and ask.close(got[0], minutes.mean(), MINUTES) and _cv_fits(ask, got[1], minutes)


def _cv_fits(ask: Any, value: Any, minutes: pd.Series) -> bool:
    """The deviation of a sample or of a population: both are taught."""
    return any(ask.close(value, minutes.std(ddof=d) / minutes.mean(), 0.006) for d in (0, 1))


def _minutes(
    table: pd.DataFrame, proc: str, begin: str = "called", only: str = "both", clock: bool = False
) -> pd.Series:
    """Minutes at the window; each switch leaves one kind of wrong row in.

    ``only``: what is asked of trial prints: both, "open" days, "hours", or "nothing".
    """
    kept = table.drop_duplicates()
    if only in ("both", "open"):
        kept = kept[kept["is_open"].eq(1)]
    if only in ("both", "hours"):
        kept = kept[kept["box"].isin(BOXES)]
    if not clock:
        kept = kept[kept["called"].ge(kept["issued"])]
    if proc in set(kept["procedure"]):
        kept = kept[kept["procedure"].eq(proc)]
    return kept["finished"].sub(kept[begin]).dropna()


def _name_fit(ask: Any, got: list[Any], draws: list[Any], wrong: int) -> str:
    table, proc = draws[wrong]
    mean, cv = got[wrong]
    if ask.close(mean, _minutes(table, proc).mean(), MINUTES):
        if any(ask.close(cv, _minutes(table, proc).std(ddof=d), 0.06) for d in (0, 1)):
            return "平均は合っています。cv が標準偏差のままです。平均で割りましょう。"
        return "平均は合っています。cv は、標準偏差 ÷ 平均です。"
    if any(
        ask.close(mean, _minutes(table, proc, "issued", clock=clock).mean(), MINUTES)
        for clock in (False, True)
    ):
        return "待ち時間が入っています。窓口での時間は「終了 − 呼出」です。"
    if ask.close(mean, _minutes(table, proc, clock=True).mean(), MINUTES):
        return "時計のずれた行（呼出が発券より前）が入っています。呼出が発券と同じか後の行だけにしましょう。"
    trials = [_minutes(table, proc, only=only).mean() for only in ("nothing", "open", "hours")]
    if any(ask.close(mean, value, MINUTES) for value in trials):
        return "試し刷りが入っています。開庁日で、BOXES の時間の行だけにしましょう。"
    if wrong and ask.close(mean, _minutes(table, "全部").mean(), MINUTES):
        return "手続きを選んでいません。proc の行だけにしましょう。"
    return "窓口での時間の平均と合いません。除く行と、「終了 − 呼出」の引き算を見ましょう。"


# --- 問3: the queue -----------------------------------------------------------------------------------

Queue = tuple[list[float], list[float], int]


def q3(simulate: Any, *, ask: Any) -> Outcome:
    draws = _queues(ask)
    kept = ask.keep(draws[0][0]), ask.keep(draws[0][1])
    answers = [simulate(*kept, draws[0][2]), *(simulate(*draw) for draw in draws[1:])]
    got = [_numbers(answer) for answer in answers]
    right = [_same(ask, g, _waits(*draw), 1e-6) for g, draw in zip(got, draws)]
    if not all(right):
        return failed(_name_queue(ask, got, draws, right.index(False)))
    if not (ask.seen(kept[0]) == draws[0][0] and ask.seen(kept[1]) == draws[0][1]):
        return partial(0.75, CHANGED)
    unsorted = [10.0, 3.0, 5.0]
    if not ask.raises(lambda: simulate(unsorted, [1.0, 1.0, 1.0], 2), "ValueError"):
        return partial(
            0.8, "待ち時間は合っています。来た時刻が早い順でないときは、ValueError で止めましょう。"
        )
    return passed()


def _queues(ask: Any) -> list[Queue]:
    """A busy line, one window, as many windows as people, and people who come in the same minute."""
    busy, single, many, ties = (np.random.default_rng(seed) for seed in ask.seeds(4))
    queues = [_queue(busy, 60, 3, 0.95), _queue(single, 50, 1, 0.9), _queue(many, 25, 25, 0.5)]
    come = np.sort(ties.integers(500, 520, 50)).astype(float).tolist()
    return [*queues, (come, ties.integers(1, 12, 50).astype(float).tolist(), 4)]


def _queue(rng: np.random.Generator, people: int, c: int, rho: float) -> Queue:
    services = rng.exponential(10.0, people)
    return np.cumsum(rng.exponential(10.0 / (rho * c), people)).tolist(), services.tolist(), c


def _waits(arrivals: list[float], services: list[float], c: int) -> list[float]:
    """One line in front of ``c`` windows (Kiefer and Wolfowitz 1955); Lindley's recursion when c is 1."""
    ready = [0.0] * c  # the first window to become free stands first
    found = []
    for come, length in zip(arrivals, services):
        at = max(come, ready[0])
        found.append(at - come)
        ready[0] = at + length
        ready.sort()
    return found


def _own_lines(arrivals: list[float], services: list[float], c: int) -> list[float]:
    """Each window has a line of its own, taken in turn."""
    found = [0.0] * len(arrivals)
    for window in range(c):
        found[window::c] = _waits(arrivals[window::c], services[window::c], 1)
    return found


def _no_idling(arrivals: list[float], services: list[float], c: int) -> list[float]:
    """Begins when the window is free, even before the person has come."""
    shifted = _waits([0.0] * len(arrivals), services, c)
    return [at - come for at, come in zip(shifted, arrivals)]


def _forgets_wait(arrivals: list[float], services: list[float], c: int) -> list[float]:
    """The window is free again at arrival + length."""
    ready = [0.0] * c
    found = []
    for come, length in zip(arrivals, services):
        found.append(max(come, ready[0]) - come)
        ready[0] = come + length
        ready.sort()
    return found


def _by_length(arrivals: list[float], services: list[float], c: int) -> list[float]:
    """Of those who wait, the shortest errand goes first."""
    ready, line, found, place = [0.0] * c, [], [0.0] * len(arrivals), 0
    for _ in arrivals:
        at = ready.pop(0) if line or place == len(arrivals) else max(ready.pop(0), arrivals[place])
        while place < len(arrivals) and arrivals[place] <= at:
            line.append((services[place], place))
            place += 1
        line.sort()
        length, who = line.pop(0)
        found[who] = at - arrivals[who]
        ready = sorted([*ready, at + length])
    return found


def _sum_of(arrivals: list[float], services: list[float], c: int) -> list[float]:
    return [wait + length for wait, length in zip(_waits(arrivals, services, c), services)]


QUEUE_MISTAKES = [
    Mistake(_sum_of, "待ち時間に、用事の長さが足されています。始まる時刻から、来た時刻を引きましょう。"),
    Mistake(
        lambda a, s, c: (np.array(_waits(a, s, c)) + np.array(a)).tolist(),
        "始まる時刻のままです。来た時刻を引いて、待ち時間にしましょう。",
    ),
    Mistake(_own_lines, "窓口ごとに別の列を作っています。1列に並び、いちばん早く空く窓口に行きます。"),
    Mistake(lambda a, s, c: _waits(a, s, 1), "窓口が1つのときの待ち時間です。c 個の窓口を使いましょう。"),
    Mistake(_no_idling, "来る前に始まっています。始まるのは「来た時刻」と「空く時刻」のおそい方です。"),
    Mistake(_forgets_wait, "窓口が次に空くのは、来た時刻ではなく、始まる時刻に用事の長さを足した時刻です。"),
    Mistake(_by_length, "用事の短い人を先に呼んでいます。来た順に呼びましょう。"),
]


def _name_queue(ask: Any, got: list[Any], draws: list[Queue], wrong: int) -> str:
    if got[wrong] is None or len(got[wrong]) != len(draws[wrong][0]):
        return "客の人数と同じ数だけ、待ち時間（数）を並べて返しましょう。"
    text = _named(ask, got, draws, wrong, QUEUE_MISTAKES, 1e-6)
    if text:
        return text
    where = ("混んでいるとき", "窓口が1つのとき", "窓口が人数と同じだけあるとき", "同じ時刻に何人も来るとき")
    return f"{where[wrong]}の待ち時間が合いません。始まる時刻と、窓口が次に空く時刻を、1人ずつ追いましょう。"


# --- 問4: theory ------------------------------------------------------------------------------------------

LOADS = ((0.25, 10.0, 3), (0.6, 11.0, 8), (0.05, 12.0, 1), (1.9, 4.0, 9))
OVERLOADS = ((0.3, 10.0, 3), (0.5, 10.0, 5), (1.0, 15.0, 2))  # the second is exactly full


def q4(erlang_c: Any, agrees: Any, *, ask: Any) -> Outcome:
    return _sum_up((9, _apart(_judge_theory, erlang_c, ask)), (3, _apart(_judge_agrees, agrees, ask)))


def _apart(judge: Callable[..., Outcome], function: Any, ask: Any) -> Outcome:
    """The outcome of one of two functions; its error does not cost the other one's points."""
    try:
        return judge(function, ask)
    except Exception:
        return failed("2つの関数の片方に、空らんかエラーが残っています。もう片方だけを採点しました。")


def _sum_up(*parts: tuple[int, Outcome]) -> Outcome:
    """Both parts' points together, with the sentences of what is missing."""
    total = sum(points for points, _ in parts)
    earned = sum(points * part.share for points, part in parts)
    messages = [text for _, part in parts for text in part.messages]
    if earned == total:
        return passed()
    return partial(earned / total, *messages) if earned else failed(*messages)


def _theory(lam: float, minutes: float, c: int) -> float:
    """Mean wait of M/M/c (Erlang 1917), by the recursion of Erlang B: no factorial."""
    offered, blocked = lam * minutes, 1.0
    for window in range(1, c + 1):
        blocked = offered * blocked / (window + offered * blocked)
    waits = c * blocked / (c - offered * (1 - blocked))
    return waits * minutes / (c - offered)


def _judge_theory(erlang_c: Any, ask: Any) -> Outcome:
    (seed,) = ask.seeds(1)
    draw = np.random.default_rng(seed)
    more = [(float(draw.uniform(0.3, 0.9)) * c / 9.0, 9.0, c) for c in (2, 4, 6)]
    loads = [*LOADS, *more]
    got = [erlang_c(*load) for load in loads]
    if not all(ask.close(g, _theory(*load), MINUTES) for g, load in zip(got, loads)):
        return failed(_name_theory(ask, got, loads))
    if all(_is_endless(erlang_c, load, ask) for load in OVERLOADS):
        return passed()
    return partial(
        7 / 9, "式は合っています。利用率が1以上（ちょうど1もふくむ）のときは、inf を返しましょう。"
    )


def _is_endless(function: Any, arguments: tuple[Any, ...], ask: Any) -> bool:
    if ask.raises(lambda: function(*arguments), "ZeroDivisionError"):
        return False
    value = function(*arguments)
    return isinstance(value, (float, np.floating)) and value == math.inf


def _name_theory(ask: Any, got: list[Any], loads: list[tuple[float, float, int]]) -> str:
    def fits(value: Callable[[float, float, int], float]) -> bool:
        return all(ask.close(g, value(*load), MINUTES) for g, load in zip(got, loads))

    if fits(lambda lam, m, c: _theory(lam / c, m, 1)):
        return "窓口1つの式になっています。列が別々の場合の待ち時間です。部品1は、0 から c−1 まで足します。"
    if fits(lambda lam, m, c: _theory(lam, m, c) * (c - lam * m) / m):
        return "待つ確率のままです。「用事の長さの平均 ÷（c − a）」をかけて、分にしましょう。"
    if fits(lambda lam, m, c: _theory(lam, m, c) + m):
        return "用事の長さが足されています。待ち時間だけを返しましょう。"
    if fits(lambda lam, m, c: m / (c - lam * m)):
        return "待つ確率をかけていません。全員が待つわけではありません。"
    if fits(lambda lam, m, c: _theory(lam, m, c) * c):
        return "最後の割り算がちがいます。用事の長さの平均 ÷（c − a）です。"
    return "式の答えと合いません。部品1、部品2、待つ確率を1つずつ表示して、本文の式と比べましょう。"


def _judge_agrees(agrees: Any, ask: Any) -> Outcome:
    (seed,) = ask.seeds(1)
    runs = np.random.default_rng(seed).gamma(4.0, 3.0, 40)
    runs[:2] = runs.mean() * np.array([2.0, 0.1])  # neither the first nor each one of them decides
    middle = float(runs.mean())
    cases = {
        middle: True,
        middle / 1.08: True,
        middle / 0.92: True,
        middle / 1.12: False,
        middle / 0.88: False,
    }
    said = [agrees(runs.tolist(), theory) for theory in cases]
    if not all(isinstance(s, (bool, np.bool_)) for s in said):
        return failed("agrees は True か False を返しましょう。")
    if [bool(s) for s in said] == list(cases.values()):
        return passed()
    if [bool(s) for s in said] == [True, True, True, False, True]:
        return failed(
            "agrees: 式より小さい方にも、10%より離れることがあります。abs で「離れ方」にしましょう。"
        )
    return failed("agrees: 1回ずつではなく、全部の平均を、式の答えの10%と比べましょう。")


# --- 問5: options ---------------------------------------------------------------------------------------------

OPTIONS = ("今のまま", "窓口を1つ増やす", "事前入力を3割に", "混雑カレンダー")
UNCLEAR = "差ははっきりしない"
Day = dict[str, Any]


def q5(scenarios: Any, best: Any, *, ask: Any) -> Outcome:
    return _sum_up((9, _apart(_judge_scenarios, scenarios, ask)), (5, _apart(_judge_best, best, ask)))


class People(NamedTuple):
    """One day's people, as the notebook's ``draw_day`` gives them."""

    come: np.ndarray
    length: np.ndarray
    luck: np.ndarray


def _people(day: Day, generator: np.random.Generator) -> People:
    """The same people from the same seed as in the notebook: the order of the draws matters."""
    count = generator.poisson(day["per_box"])
    total, wide = int(count.sum()), np.array([30] * 17 + [15])
    begins = np.repeat(510 + 30 * np.arange(18), count)
    come = np.sort(begins + np.repeat(wide, count) * generator.random(total))
    variance = np.log(1 + day["cv"] ** 2)
    length = generator.lognormal(np.log(day["minutes"]) - variance / 2, np.sqrt(variance), total)
    return People(come, length, generator.random(total))


def _queue_of(
    people: People, option: str, windows: int, users: float = 0.3, reverse: bool = False
) -> np.ndarray:
    """The waits of a day under an option; the last two arguments make mistakes."""
    come, length, luck = people
    if option == OPTIONS[2]:
        length = np.where(luck < users, length / 1.8, length)
    if option == OPTIONS[3]:
        here = (luck < 0.15) if reverse else (luck >= 0.15)
        come, length = come[here], length[here]
    return np.array(_waits(come.tolist(), length.tolist(), windows + (option == OPTIONS[1])))


def _summary(days: list[np.ndarray]) -> dict[str, Any]:
    daily, pooled = np.array([day.mean() for day in days]), np.concatenate(days)
    spread = 1.96 * daily.std(ddof=1)
    middle, half = daily.mean(), spread / np.sqrt(len(days))
    return {
        "mean": middle,
        "p90": np.quantile(pooled, 0.9),
        "within15": np.mean(pooled <= 15),
        "low": middle - half,
        "high": middle + half,
        "pooled": pooled.mean(),
        "spread": spread,
        "p90_days": np.quantile(daily, 0.9),
    }


def _scenarios(day: Day, n: int, seed: int, fresh: bool = False, **wrong: Any) -> pd.DataFrame:
    """Our own table; ``fresh`` draws other people for each option."""
    generator = np.random.default_rng(seed)
    days = [_people(day, generator) for _ in range(n)]
    found = []
    for name in OPTIONS:
        found.append(_summary([_queue_of(people, name, day["windows"], **wrong) for people in days]))
        if fresh:
            days = [_people(day, generator) for _ in range(n)]
    return pd.DataFrame(found, index=list(OPTIONS))


def _days(ask: Any) -> list[tuple[Day, int, int]]:
    """Small offices with a peak before noon: a busy one, and one with other minutes and more days."""
    seeds = ask.seeds(2)
    shape = np.array([3, 4, 5, 7, 8, 8, 7, 6, 5, 5, 4, 4, 4, 3, 3, 3, 2, 1], dtype=float)
    first = {"per_box": shape.tolist(), "minutes": 11.0, "cv": 0.7, "windows": 2}
    second = {"per_box": (shape * 1.2).tolist(), "minutes": 14.0, "cv": 0.5, "windows": 3}
    return [(first, 10, seeds[0]), (second, 24, seeds[1])]


TOLERANCE = {"mean": 0.06, "p90": 0.6, "within15": 0.006, "low": 0.06, "high": 0.06}


def _judge_scenarios(scenarios: Any, ask: Any) -> Outcome:
    draws = _days(ask)
    got = [_by_option(scenarios(*draw)) for draw in draws]
    if not all(isinstance(g, pd.DataFrame) for g in got):
        return failed(
            "scenarios は、OPTIONS の案ごとに1行で、option・mean・p90・within15・low・high のある表を返しましょう。"
        )
    want = [_scenarios(*draw) for draw in draws]
    wrong = [c for c in TOLERANCE if not all(_agrees(ask, g, w, c) for g, w in zip(got, want))]
    return failed(_name_table(ask, got[0], want[0], draws[0], wrong)) if wrong else passed()


def _by_option(table: Any) -> Any:
    """The table with a row for each option; None for anything else."""
    if not isinstance(table, pd.DataFrame) or not {"option", *TOLERANCE} <= set(table.columns):
        return None
    if len(table) != len(OPTIONS) or sorted(map(str, table["option"])) != sorted(OPTIONS):
        return None
    return table.set_index(table["option"].map(str)).loc[list(OPTIONS)]


def _agrees(ask: Any, got: pd.DataFrame, want: pd.DataFrame, column: str, other: str = "") -> bool:
    """Whether a column agrees in every row; a range may use any common form of the deviation."""
    targets = want[other or column].tolist()
    room = (want["high"] - want["low"]) * 0.05 if column in ("low", "high") else want["mean"] * 0
    values = got[column].tolist()
    return all(ask.close(v, t, TOLERANCE[column] + r) for v, t, r in zip(values, targets, room.tolist()))


def _name_table(
    ask: Any, got: pd.DataFrame, want: pd.DataFrame, draw: tuple[Any, ...], wrong: list[str]
) -> str:
    if "mean" in wrong:
        return _name_mean(ask, got, want, draw)
    if "p90" in wrong:
        if _agrees(ask, got, want, "p90", "p90_days"):
            return "p90 が、1日ごとの平均の中での値です。客全員の待ち時間から求めましょう。"
        return "p90 が合いません。客全員の待ち時間をつないでから、np.quantile で 0.9 のところを求めましょう。"
    if "within15" in wrong:
        return "within15 が合いません。客全員のうち、15分以内（ちょうど15分もふくむ）だった人の割合です。"
    wide = want.assign(low=want["mean"] - want["spread"], high=want["mean"] + want["spread"])
    if _agrees(ask, got, wide, "low") and _agrees(ask, got, wide, "high"):
        return "low と high が、1日ごとの散らばりの幅です。標準偏差を日数の平方根で割って、平均の幅にしましょう。"
    return "low と high が合いません。「mean ± 1.96 × 標準偏差 ÷ 日数の平方根」です。"


def _name_mean(ask: Any, got: pd.DataFrame, want: pd.DataFrame, draw: tuple[Any, ...]) -> str:
    same = [ask.close(got["mean"].tolist()[i], want["mean"].tolist()[i], 0.06) for i in range(4)]
    if _agrees(ask, got, want, "mean", "pooled"):
        return "mean が、客全員の平均です。1日ごとの平均を出してから、日数で平均しましょう。"
    day, _, seed = draw
    if _is_one_day(ask, got, day, seed):
        return "n 日分を動かしていません。1日だけでは、たまたまに左右されます。"
    if same[0] and _agrees(ask, got, _scenarios(*draw, fresh=True), "mean"):
        return "案ごとに別の客を使っています。客を先に作り、全部の案を同じ客で比べましょう。"
    if not same[0]:
        return f"今のままの平均が合いません。n 日分の客を seed から先に作り、案ごとに使い回しましょう。{QUEUE_FIRST}"
    if not all(same[1:]):
        return _name_option(ask, got, draw, same)
    return f"案の平均が合いません。{QUEUE_FIRST}"


def _is_one_day(ask: Any, got: pd.DataFrame, day: Day, seed: int) -> bool:
    alone = _queue_of(_people(day, np.random.default_rng(seed)), OPTIONS[0], day["windows"]).mean()
    return bool(ask.close(got["mean"].tolist()[0], float(alone), 0.06))


def _name_option(ask: Any, got: pd.DataFrame, draw: tuple[Any, ...], same: list[bool]) -> str:
    means = got["mean"].tolist()
    if not same[1] and ask.close(means[1], means[0], 0.06):
        return "「窓口を1つ増やす」で、窓口が増えていません。windows + 1 にしましょう。"
    if not same[3] and ask.close(means[3], _scenarios(*draw, reverse=True)["mean"].tolist()[3], 0.06):
        return "「混雑カレンダー」で、移る人だけが残っています。くじが 0.15 以上の人を残しましょう。"
    if not same[2] and ask.close(means[2], _scenarios(*draw, users=2.0)["mean"].tolist()[2], 0.06):
        return "「事前入力を3割に」で、全員が使っています。くじが 0.3 より小さい人だけにしましょう。"
    if not any(same[1:]):
        return "案ごとに別の客を使っています。客を先に作り、全部の案を同じ客で比べましょう。"
    names = "、".join(f"「{OPTIONS[i]}」" for i in (1, 2, 3) if not same[i])
    return f"{names}の動かし方が、本文の表とちがいます。"


# means, half widths, the right answer's place or None when ranges overlap
TABLES = (
    ((30.0, 12.0, 8.0, 20.0), (2.0, 1.5, 1.0, 2.0), 2),
    ((30.0, 12.0, 10.5, 9.5), (2.0, 1.5, 1.5, 1.5), None),
    ((30.0, 8.0, 12.0, 15.0), (2.0, 1.0, 1.0, 7.0), None),  # overlaps with the third, not with the second
    ((5.0, 12.0, 11.0, 15.0), (1.0, 1.0, 1.0, 2.0), 0),
    ((20.0, 12.0, 16.0, 30.0), (2.0, 2.0, 2.0, 2.0), None),  # ranges that touch
)


def _judge_best(best: Any, ask: Any) -> Outcome:
    (seed,) = ask.seeds(1)
    generator = np.random.default_rng(seed)
    said, want = [], []
    for place, (means, halves, winner) in enumerate(TABLES):
        names = [OPTIONS[i] for i in generator.permutation(4)]
        if place < 4:  # what is wrong about leaving the present out shows in the fourth table alone
            names.sort(key=lambda name: name != OPTIONS[0])
        table = _of(names, means, halves, float(generator.integers(0, 4)))
        said.append(best(table.sample(frac=1, random_state=seed % 1000)))
        want.append(UNCLEAR if winner is None else names[winner])
    if all(isinstance(s, str) and s == w for s, w in zip(said, want)):
        return passed()
    return failed(_name_best(said, want))


def _name_best(said: list[Any], want: list[str]) -> str:
    if not all(isinstance(s, str) for s in said):
        return "best は、案の名前か「差ははっきりしない」の文字を返しましょう。"
    if all(s == UNCLEAR for s in said):
        return "best: 幅がはっきり離れている表でも「差ははっきりしない」と答えています。"
    if said[1] != UNCLEAR:
        return "best: 幅が重なっているのに、案の名前を答えています。上のはしと、ほかの案の下のはしを比べましょう。"
    if said[2] != UNCLEAR:
        return "best: 平均が2番めの案とだけ比べています。ほかのどの案の下のはしよりも小さいかを調べましょう。"
    if said[3] != want[3]:
        return (
            "best: 平均がいちばん小さい案の名前を答えましょう。「今のまま」が、いちばん良いこともあります。"
        )
    if said[4] != UNCLEAR:
        return "best: 上のはしと下のはしが同じときは、離れていません。「より小さい」（<）で比べましょう。"
    return "best: 平均がいちばん小さい案の名前を答えましょう。行の順番や案の名前で決めません。"


def _of(names: list[str], means: tuple[float, ...], halves: tuple[float, ...], shift: float) -> pd.DataFrame:
    mean, half = np.array(means) + shift, np.array(halves)
    table = pd.DataFrame(
        {
            "option": names,
            "mean": mean,
            "p90": mean * 2,
            "within15": 0.5,
            "low": mean - half,
            "high": mean + half,
        },
        index=[5, 6, 7, 8],
    )
    return table


# --- 問6: utilisation --------------------------------------------------------------------------------------------


def q6(sensitivity: Any, doubles_at: Any, *, ask: Any) -> Outcome:
    return _sum_up((4, _apart(_judge_curve, sensitivity, ask)), (4, _apart(_judge_double, doubles_at, ask)))


def _curve(gaps: np.ndarray, services: np.ndarray, c: int, rhos: list[float]) -> list[float]:
    come = [gaps.cumsum() * services.mean() / (rho * c) for rho in rhos]
    return [float(np.mean(_waits(times.tolist(), services.tolist(), c))) for times in come]


def _judge_curve(sensitivity: Any, ask: Any) -> Outcome:
    (seed,) = ask.seeds(1)
    generator = np.random.default_rng(seed)
    gaps, services = generator.exponential(1.0, 200), generator.exponential(8.0, 200)
    rhos = [0.5, 0.7, 0.8, 0.9, 0.95, 1.1]
    for c in (2, 5):
        table = sensitivity(gaps, services, c, rhos)
        if not (
            isinstance(table, pd.DataFrame)
            and {"rho", "wait"} <= set(table.columns)
            and len(table) == len(rhos)
        ):
            return failed("sensitivity は、利用率ごとに1行で、rho と wait の列がある表を返しましょう。")
        in_order = table.sort_values("rho")
        if not _same(ask, _numbers(in_order["rho"]), rhos, 1e-9):
            return failed("sensitivity: rho の列に、受け取った利用率を入れましょう。")
        got = _numbers(in_order["wait"])
        if not _same(ask, got, _curve(gaps, services, c, rhos), MINUTES):
            return failed(_name_curve(ask, got, gaps, services, c, rhos))
    return passed()


def _name_curve(ask: Any, got: Any, gaps: np.ndarray, services: np.ndarray, c: int, rhos: list[float]) -> str:
    want = _curve(gaps, services, c, rhos)
    if _same(ask, got, [want[0] * rho / rhos[0] for rho in rhos], MINUTES):
        return "sensitivity: 待ち時間が利用率に比例する、と決めています。利用率ごとに動かして求めましょう。"
    if _same(ask, got, _curve(gaps, services, c, [rho / c for rho in rhos]), MINUTES):
        return "sensitivity: lam に窓口の数がかかっていません。利用率 × 窓口の数 ÷ 用事の平均です。"
    return f"sensitivity: 平均待ち時間が合いません。lam の式を見ましょう。{QUEUE_FIRST}"


def _judge_double(doubles_at: Any, ask: Any) -> Outcome:
    (seed,) = ask.seeds(1)
    generator = np.random.default_rng(seed)
    grid = np.arange(60, 97) / 100
    for start, factor in ((0.8, 4.0), (0.7, 9.0)):
        curve = factor * grid**8 / (1 - grid) + float(generator.uniform(0, 0.2))
        table = pd.DataFrame({"rho": grid, "wait": curve}).sample(frac=1, random_state=seed % 1000)
        enough = grid[curve >= 2 * curve[round(100 * start) - 60]]
        got = doubles_at(table, start)
        if not ask.close(got, float(enough[0]), 1e-6):
            return failed(_name_double(ask, got, start))
    exact = pd.DataFrame({"rho": [0.8, 0.85, 0.9], "wait": [3.0, 6.0, 12.0]})
    if ask.close(doubles_at(exact, 0.8), 0.85, 1e-6):
        return passed()
    return failed("doubles_at: ちょうど2倍の行も入れましょう（>=）。")


def _name_double(ask: Any, got: Any, start: float) -> str:
    if ask.close(got, 2 * start, 1e-6):
        return "doubles_at: 利用率を2倍しています。待ち時間が2倍になる行を、表から探しましょう。"
    if not ask.is_number(got):
        return "doubles_at は、利用率（1つの数）を返しましょう。"
    if ask.close(got, 0.96, 1e-6):
        return "doubles_at: いちばん大きい利用率を答えています。2倍以上の行のうち、いちばん小さい利用率です。"
    return "doubles_at: start の行の待ち時間を2倍して、それ以上になる行を探しましょう。行の順番は、ばらばらのことがあります。"


# --- 問7: yen per minute -----------------------------------------------------------------------------------------


def q7(cost_per_minute: Any, *, ask: Any) -> Outcome:
    (seed,) = ask.seeds(1)
    draw = np.random.default_rng(seed)
    plans = [_plan(draw) for _ in range(4)]
    kept = ask.keep(plans[0])
    got = [cost_per_minute(kept), *(cost_per_minute(plan) for plan in plans[1:])]
    if not all(ask.close(g, _yen(plan), 0.006) for g, plan in zip(got, plans)):
        return failed(_name_yen(ask, got, plans))
    if ask.seen(kept) != plans[0]:
        return partial(0.75, CHANGED)
    if not ask.close(cost_per_minute(plans[0] | {"yen": 0}), 0, 1e-9):
        return failed("無料の案で待ち時間が減るなら、1分あたり0円です。")
    useless = [plans[0] | {"after": plans[0]["before"]}, plans[1] | {"after": plans[1]["before"] + 3}]
    useless.append(useless[0] | {"yen": 0})
    if all(_is_endless(cost_per_minute, (plan,), ask) for plan in useless):
        return passed()
    return partial(0.5, "減る案の計算は合っています。減らない案（0分、または延びた案）は inf にしましょう。")


def _plan(rng: np.random.Generator) -> dict[str, float]:
    before = float(rng.integers(20, 40))
    return {
        "yen": float(rng.integers(3, 30) * 1000),
        "people": float(rng.integers(100, 400)),
        "before": before,
        "after": before - float(rng.integers(3, 15)),
    }


def _yen(plan: dict[str, float]) -> float:
    return plan["yen"] / (plan["people"] * (plan["before"] - plan["after"]))


def _name_yen(ask: Any, got: list[Any], plans: list[dict[str, float]]) -> str:
    def fits(value: Callable[[dict[str, float]], float]) -> bool:
        return all(ask.close(g, value(plan), 0.006) for g, plan in zip(got, plans))

    if fits(lambda p: p["yen"] / (p["before"] - p["after"])):
        return "1人分の分で割っています。人数をかけて、みんなの待ち時間が合わせて何分減るかで割りましょう。"
    if fits(lambda p: -_yen(p)):
        return "引く順番が逆です。減った分は「前 − 後」です。"
    if fits(lambda p: p["yen"] / (p["people"] * p["after"])):
        return "後の分で割っています。減った分は「前 − 後」です。"
    if fits(lambda p: p["yen"] / p["people"]):
        return "1人あたりの円になっています。減った分でも割りましょう。"
    if fits(lambda p: 1 / _yen(p)):
        return "1円あたりの分になっています。円を、減った分で割りましょう。"
    return "1分あたりの円と合いません。円 ÷（人数 ×（前 − 後））です。"
