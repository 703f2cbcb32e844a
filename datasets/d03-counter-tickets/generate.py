"""A year of numbered tickets at the counters of the fictional city of Shiomino.

Each branch is one line in front of several windows, day by day::

    tickets in hour h = Poisson(SHAPE[h] * size of the branch * factor of the day * load)
    service           = lognormal, its mean by procedure, over all 11 minutes with a cv of 0.7
    start             = the later of arrival and the first window to become free

The factor is 1.15 on Mondays, 1.45 from 20 March to 10 April and 1.6 on the
Mondays in it. The main office has 6 windows and then 7. About 3 % of the people
have gone when they are called, more after a long wait; a window loses
``NO_SHOW_MINUTES`` on each. Of SHAPE's 210 tickets on an ordinary day about 205
are people who are served.

Measured for the main office over seeds 0-19 (tests/datasets/test_d03.py holds
the bands): mean wait 3 minutes on ordinary days, 8 on Mondays, 14 in the
season (7 windows), 29 on its Mondays with a p90 of 63. One day differs much
from the next: the mean of a Monday in the season has a deviation of 14 minutes.

A day draws from a stream of its own, so a short period is a cut-out of the
year, and planted mistakes leave the other rows as they are.
"""

from __future__ import annotations

import datetime as dt
import heapq
from typing import Any, NamedTuple

import jpholiday
import numpy as np
import pandas as pd

TABLE = "counter_tickets_r7.csv"
OPEN, SHUT = 8 * 60 + 30, 17 * 60 + 15  # minutes of the day
SHAPE = (
    np.array([20, 26, 30, 28, 26, 26, 24, 20, 6]) * 1.02
)  # tickets an hour from 8:30; the last is 45 minutes
LENGTHS = np.array([60] * 8 + [45])
FACTORS = {"ふだん": 1.0, "月曜": 1.15, "繁忙期": 1.45, "繁忙期の月曜": 1.6}

# Inhabitants of the area and windows, from d01-branches; the main office opens its seventh only in the season.
PEOPLE = (46_800, 27_900, 24_600, 12_800, 11_500, 10_900, 7_300, 8_600, 18_400, 6_900, 4_520, 4_100)
WINDOWS = (6, 4, 4, 3, 2, 2, 1, 2, 3, 1, 1, 1)
PREFILL_BRANCHES, PREFILL_START = ("B01", "B02", "B03", "B09"), dt.date(2025, 7, 1)

# Share and mean minutes of each procedure; CV is that within one of them.
PROCEDURES = {
    "転入": (0.12, 17.4),
    "転出": (0.10, 12.3),
    "転居": (0.10, 14.3),
    "住民票": (0.30, 7.2),
    "印鑑": (0.10, 6.7),
    "戸籍": (0.10, 9.7),
    "マイナンバーカード": (0.12, 15.4),
    "その他": (0.06, 10.4),
}
MOVES = ("転入", "転出", "転居")
CV = 0.57
PREFILLED_FACTOR = 10 / 18  # an echo of fact E-08
AGES = {"29以下": (0.30, 0.13), "30-49": (0.28, 0.10), "50-64": (0.15, 0.07), "65-74": (0.14, 0.04),
        "75以上": (0.13, 0.02)}  # fmt: skip
NO_SHOW, NO_SHOW_PER_MINUTE, NO_SHOW_MINUTES = 0.025, 0.001, 3.0

DUPLICATE, CLOCK, BLANK, OFF_HOURS = 0.004, 0.001, 0.03, 6
COLUMNS = ["ticket_id", "issued_at", "called_at", "finished_at", "branch_code", "procedure", "window_no",
           "age_band", "prefilled", "abandoned"]  # fmt: skip


class Day(NamedTuple):
    """What one branch does on one open day."""

    date: dt.date
    kind: str
    branch: int
    load: float
    service: float

    @property
    def windows(self) -> int:
        return WINDOWS[self.branch] + int(self.branch == 0 and self.kind.startswith("繁忙期"))


def make(
    seed: int,
    start: str = "2025-04-01",
    days: int = 365,
    branches: int = 1,
    n: int | None = None,
    load: float = 1.0,
    service: float = 11.0,
    defects: float = 1.0,
    drop_days: int = 0,
    shuffle: bool = False,
) -> tuple[dict[str, pd.DataFrame], dict[str, Any]]:
    """Return ``({"counter_tickets_r7.csv": table}, truth)``; a row per ticket, in the order of issue.

    Times are text such as ``2025-04-01T08:30``. ``called_at`` is blank where the record failed;
    ``finished_at`` is blank where nobody came when called (``abandoned`` 1).

    Parameters
    ----------
    start, days: first day and number of calendar days; tickets exist on the open ones.
    branches: how many of the twelve branches, the main office first.
    n: so many rows, chosen at random; None for all. With planted mistakes at least 50.
    load: factor on the number of people.
    service: mean minutes of a service over all procedures.
    defects: factor on the rates of planted mistakes; 0 plants none.
    drop_days: open days whose record was lost as a whole.
    shuffle: rows in random order.

    ``truth``
    ---------
    ``day_types``: open date -> kind of day. ``dropped``: dates without a record.
    ``duplicated``, ``clock``, ``blank``, ``off_hours``: ticket ids of planted mistakes.
    ``service``: mean minutes by procedure without 事前入力. ``clean``: the table without mistakes.
    """
    first = _check_knobs(start, days, branches, n, load, service, defects)
    dates = [first + dt.timedelta(i) for i in range(days)]
    kinds = {date: _kind(date) for date in dates if _is_open(date)}
    if not kinds:
        raise ValueError(f"{start} からの期間に、開庁日がありません。days を増やしてください")
    dropped = _dropped(list(kinds), drop_days, np.random.default_rng([seed, 2]))
    parts = [
        _tickets(Day(date, kind, branch, load, service), seed)
        for date, kind in kinds.items()
        if date not in dropped
        for branch in range(branches)
    ]
    rng = np.random.default_rng([seed, 3])
    if defects:
        parts.append(_off_hours(dates, [d for d in kinds if d not in dropped], rng))
    table = _numbered(parts)
    clean, table, planted = _planted(table, n, defects, np.random.default_rng([seed, 4]))
    if shuffle:
        table = table.sample(frac=1, random_state=np.random.default_rng([seed, 5]))
    truth = {
        "day_types": {date.isoformat(): kind for date, kind in kinds.items()},
        "dropped": [date.isoformat() for date in sorted(dropped)],
        "service": {name: mean * service / 11.0 for name, (_, mean) in PROCEDURES.items()},
        "clean": clean,
        **planted,
    }
    return {TABLE: table.reset_index(drop=True)}, truth


def _check_knobs(
    start: str, days: int, branches: int, n: int | None, load: float, service: float, defects: float
) -> dt.date:
    try:
        first = dt.date.fromisoformat(start)
    except ValueError:
        raise ValueError(f"start は 2025-04-01 のような日付です（指定: {start}）") from None
    least = 50 if defects else 1
    fine = {
        f"start は 2020年から2040年までの日付です（指定: {start}）": 2020 <= first.year <= 2040,
        f"days は 1 から 366 までの数です（指定: {days}）": 1 <= days <= 366,
        f"branches は 1 から 12 までの数です（指定: {branches}）": 1 <= branches <= 12,
        f"n は {least} 以上の数です（指定: {n}）": n is None or n >= least,
        f"load は 0 より大きく 3 以下の数です（指定: {load}）": 0 < load <= 3,
        f"service は 1 から 60 までの数です（指定: {service}）": 1 <= service <= 60,
        f"defects は 0 から 5 までの数です（指定: {defects}）": 0 <= defects <= 5,
    }
    for message, holds in fine.items():
        if not holds:
            raise ValueError(message)
    return first


def _is_open(date: dt.date) -> bool:
    """The same days as in d04-calendar, which a test compares."""
    year_end = (date.month, date.day) >= (12, 29) or (date.month, date.day) <= (1, 3)
    return date.weekday() < 5 and not year_end and not jpholiday.is_holiday(date)


def _kind(date: dt.date) -> str:
    season = (3, 20) <= (date.month, date.day) <= (4, 10)
    if date.weekday() == 0:
        return "繁忙期の月曜" if season else "月曜"
    return "繁忙期" if season else "ふだん"


def _dropped(dates: list[dt.date], number: int, rng: np.random.Generator) -> set[dt.date]:
    if not 0 <= number < max(1, len(dates)):
        raise ValueError(
            f"drop_days は 0 から {max(0, len(dates) - 1)} までの数です（指定: {number}。開庁日より少なく）"
        )
    return {dates[i] for i in rng.choice(len(dates), number, replace=False)} if number else set()


# --- one day of one branch ----------------------------------------------------------------


def _tickets(day: Day, seed: int) -> pd.DataFrame:
    """The day's tickets; times are minutes of the day, whole ones, and ``order`` is the true arrival."""
    rng = np.random.default_rng([seed, 1, day.branch, day.date.toordinal()])
    size = PEOPLE[day.branch] / PEOPLE[0]
    counts = rng.poisson(SHAPE * size * FACTORS[day.kind] * day.load)
    begins = OPEN + np.concatenate([[0], np.cumsum(LENGTHS)[:-1]])
    number = int(counts.sum())
    arrival = np.sort(np.repeat(begins, counts) + np.repeat(LENGTHS, counts) * rng.random(number))
    procedure = rng.choice(len(PROCEDURES), number, p=[share for share, _ in PROCEDURES.values()])
    age = rng.choice(len(AGES), number, p=[share for share, _ in AGES.values()])
    prefilled = _prefilled(day, procedure, age, rng)
    service = _service(day, procedure, prefilled, rng)
    called, window, gone = _queue(arrival, service, rng.random(number), day.windows)
    names = np.array(list(PROCEDURES))
    issued, at_window = np.floor(arrival), np.floor(called)
    finished = np.maximum(np.floor(called + service), at_window + 1)
    return pd.DataFrame(
        {
            "date": day.date.toordinal(),
            "order": arrival,
            "issued": issued,
            "called": at_window,
            "finished": np.where(gone, np.nan, finished),
            "branch_code": f"B{day.branch + 1:02d}",
            "procedure": names[procedure],
            "window_no": window,
            "age_band": np.array(list(AGES))[age],
            "prefilled": prefilled.astype(int),
            "abandoned": gone.astype(int),
        }
    )


def _prefilled(day: Day, procedure: np.ndarray, age: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Who filled the form in at home: some of those who move, since the pilot, the young more often."""
    luck = rng.random(len(procedure))
    if f"B{day.branch + 1:02d}" not in PREFILL_BRANCHES or day.date < PREFILL_START:
        return luck < 0
    moves = np.isin(procedure, [list(PROCEDURES).index(name) for name in MOVES])
    return moves & (luck < np.array([chance for _, chance in AGES.values()])[age])


def _service(day: Day, procedure: np.ndarray, prefilled: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    mean = np.array([minutes for _, minutes in PROCEDURES.values()])[procedure] * day.service / 11.0
    mean = mean * np.where(prefilled, PREFILLED_FACTOR, 1.0)
    spread = np.log(1 + CV**2)
    return np.exp(np.log(mean) - spread / 2 + np.sqrt(spread) * rng.standard_normal(len(mean)))


def _queue(
    arrival: np.ndarray, service: np.ndarray, luck: np.ndarray, windows: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """When each is called, at which window, and whether he has gone by then; one line for all windows."""
    free = [(0.0, number) for number in range(1, windows + 1)]
    called, at, gone = [], [], []
    for come, minutes, chance in zip(arrival.tolist(), service.tolist(), luck.tolist(), strict=True):
        ready, window = heapq.heappop(free)
        start = max(come, ready)
        away = chance < NO_SHOW + NO_SHOW_PER_MINUTE * (start - come)
        heapq.heappush(free, (start + (NO_SHOW_MINUTES if away else minutes), window))
        called.append(start)
        at.append(window)
        gone.append(away)
    return np.array(called), np.array(at, dtype=int), np.array(gone, dtype=bool)


# --- the whole table, and its mistakes ----------------------------------------------------


def _off_hours(dates: list[dt.date], kept: list[dt.date], rng: np.random.Generator) -> pd.DataFrame:
    """Trial prints of the machine before and after hours, two of them on closed days if there are any."""
    shut = [date for date in dates if not _is_open(date)]
    days = [shut[i] for i in rng.integers(0, len(shut), 2)] if shut else []
    days += [kept[i] for i in rng.integers(0, len(kept), OFF_HOURS - len(days))]
    early = rng.random(len(days)) < 0.5
    issued = np.where(
        early, rng.integers(7 * 60, OPEN - 10, len(days)), rng.integers(SHUT + 15, 1140, len(days))
    )
    return pd.DataFrame(
        {
            "date": [date.toordinal() for date in days],
            "order": issued.astype(float),
            "issued": issued.astype(float),
            "called": issued + 1.0,
            "finished": issued + rng.integers(2, 4, len(days)).astype(float),
            "branch_code": "B01",
            "procedure": "その他",
            "window_no": 1,
            "age_band": "30-49",
            "prefilled": 0,
            "abandoned": 0,
            "trial": True,
        }
    )


def _numbered(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """All parts in the order of issue, with ticket numbers that begin anew each day and times as text."""
    table = pd.concat(parts).sort_values(["date", "order", "branch_code"], kind="stable", ignore_index=True)
    table["trial"] = table["trial"].notna() if "trial" in table else False
    number = (table.groupby("date").cumcount() + 1).astype(str).str.zfill(4)
    day = table["date"].to_numpy() - dt.date(1970, 1, 1).toordinal()
    names = {one: f"T{dt.date.fromordinal(one):%y%m%d}" for one in table["date"].unique()}
    table["ticket_id"] = table["date"].map(names) + number
    for column in ("issued", "called", "finished"):
        table[f"{column}_at"] = _text(day, table[column].to_numpy())
    return table


def _text(day: np.ndarray, minutes: np.ndarray) -> pd.Series:
    """Moments such as ``2025-04-01T08:30``; numpy writes them many times faster than strftime."""
    there = ~np.isnan(minutes)
    moment = day.astype("datetime64[D]") + np.where(there, minutes, 0).astype("timedelta64[m]")
    return pd.Series(np.datetime_as_string(moment, unit="m"), dtype="str").where(there)


def _planted(
    table: pd.DataFrame, n: int | None, defects: float, rng: np.random.Generator
) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, list[str]]]:
    """The table as it should be, the table as it is, and the ids of what was planted."""
    trial, real = table[table["trial"]], table[~table["trial"]]
    goal = len(real) if n is None else _people(n, len(trial), defects)
    if goal > len(real):
        raise ValueError(f"n は、この期間では {len(real)} くらいまでです（指定: {n}）")
    if n is not None:
        real = real.iloc[np.sort(rng.choice(len(real), goal, replace=False))]
    rows = rng.permutation(len(real))
    present = real["abandoned"].to_numpy()[rows] == 0  # who was never called can't have gone meanwhile
    clock, blank, rest = np.split(
        rows[present], np.cumsum([round(CLOCK * defects * goal), round(BLANK * defects * goal)])
    )
    twice = rest[: round(DUPLICATE * defects * goal)]
    ids = real["ticket_id"].to_numpy()
    clean = real[COLUMNS].reset_index(drop=True)
    real = _misread(real, real.index[clock], real.index[blank], rng)
    dirty = pd.concat([real, trial, real.iloc[twice]])
    order = dirty.index.to_numpy().argsort(kind="stable")
    planted = {"duplicated": twice, "clock": clock, "blank": blank}
    named = {name: sorted(ids[at].tolist()) for name, at in planted.items()}
    return clean, dirty.iloc[order][COLUMNS], named | {"off_hours": trial["ticket_id"].tolist()}


def _people(n: int, trials: int, defects: float) -> int:
    """How many tickets of people make ``n`` rows together with trial prints and doubled rows."""
    people = round((n - trials) / (1 + DUPLICATE * defects))
    return people + (n - trials - people - round(DUPLICATE * defects * people))


def _misread(table: pd.DataFrame, clock: Any, blank: Any, rng: np.random.Generator) -> pd.DataFrame:
    """Calls before the issue (a clock that was slow), and calls that nobody recorded."""
    table = table.copy()
    early = table.loc[clock, "issued_at"].pipe(pd.to_datetime) - pd.to_timedelta(
        rng.integers(1, 10, len(clock)), unit="min"
    )
    table.loc[clock, "called_at"] = early.dt.strftime("%Y-%m-%dT%H:%M")
    table.loc[blank, "called_at"] = None
    return table
