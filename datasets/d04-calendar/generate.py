"""The days of one fiscal year, as the city office of Shiomino keeps them.

Closed are Saturdays, Sundays, public holidays (with 振替休日 and 国民の休日, which
calendars made by hand tend to miss) and 12-29 to 1-3. Public holidays come from
jpholiday, so that no list of ours can go stale.

By default the table is the same for every seed: everybody's stories lean on the
same calendar. Checks that need a calendar of their own ask for another
``fiscal_year`` or for ``extra_closed`` days, which no rule on weekdays finds.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import jpholiday
import numpy as np
import pandas as pd

TABLE = "calendar_r7.csv"
WEEKDAYS = "月火水木金土日"
YEAR_END = ((12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3))
EXTRA = "臨時閉庁"
MOST_EXTRA = 40


def make(
    seed: int, fiscal_year: int = 2025, extra_closed: int = 0
) -> tuple[dict[str, pd.DataFrame], dict[str, Any]]:
    """Return ``({"calendar_r7.csv": table}, truth)``; a row per day from 1 April to 31 March.

    Columns: ``date`` (text ``2025-04-01``), ``weekday`` (月 to 日), ``is_open`` (0/1),
    ``holiday_name`` (why the office is closed, blank on weekends and open days) and
    ``event`` (what makes a day busier; several are joined by ``・``; blank for none).

    Parameters
    ----------
    seed: matters only with ``extra_closed``.
    fiscal_year: the year in which the fiscal year begins; 2020 to 2040.
    extra_closed: how many weekdays are closed on top, chosen by the seed.

    ``truth``
    ---------
    ``open_days``: their number. ``closed``: closed dates in order.
    ``holidays``: date -> name of public holidays. ``extra``: the dates closed on top.
    """
    if not 2020 <= fiscal_year <= 2040:
        raise ValueError(f"fiscal_year は 2020 から 2040 までの年です（指定: {fiscal_year}）")
    if not 0 <= extra_closed <= MOST_EXTRA:
        raise ValueError(f"extra_closed は 0 から {MOST_EXTRA} までの数です（指定: {extra_closed}）")
    first = dt.date(fiscal_year, 4, 1)
    length = (dt.date(fiscal_year + 1, 4, 1) - first).days
    days = [first + dt.timedelta(i) for i in range(length)]
    holidays = {day: str(name) for day in days if (name := jpholiday.is_holiday_name(day))}
    usual = [day for day in days if not _closed(day, holidays)]
    extra = sorted(np.random.default_rng(seed).choice(len(usual), extra_closed, replace=False).tolist())
    reasons = {day: "年末年始" for day in days if (day.month, day.day) in YEAR_END}
    reasons |= holidays | {usual[i]: EXTRA for i in extra}
    table = pd.DataFrame(
        {
            "date": [day.isoformat() for day in days],
            "weekday": [WEEKDAYS[day.weekday()] for day in days],
            "is_open": [int(day.weekday() < 5 and day not in reasons) for day in days],
            "holiday_name": pd.Series([reasons.get(day) for day in days], dtype="str"),
            "event": pd.Series([_events(day) for day in days], dtype="str"),
        }
    )
    truth = {
        "open_days": int(table["is_open"].sum()),
        "closed": table.loc[table["is_open"] == 0, "date"].tolist(),
        "holidays": {day.isoformat(): name for day, name in holidays.items()},
        "extra": [usual[i].isoformat() for i in extra],
    }
    return {TABLE: table}, truth


def _closed(day: dt.date, holidays: dict[dt.date, str]) -> bool:
    return day.weekday() >= 5 or day in holidays or (day.month, day.day) in YEAR_END


def _events(day: dt.date) -> str | None:
    """What the counters feel on that day; invented, apart from the dates of the tax return."""
    polling = _second_sunday(day.year, 11)
    tax_end = _next_weekday(dt.date(day.year, 3, 15))
    found = {
        "引越しの季節": _within(day, 3, 20, 31) or _within(day, 4, 1, 10),
        "大学入学": _within(day, 4, 1, 7),
        "住民税の通知": _within(day, 6, 10, 20),
        "期日前投票": polling - dt.timedelta(7) <= day < polling,
        "選挙": day == polling,
        "確定申告": _next_weekday(dt.date(day.year, 2, 16)) <= day <= tax_end,
    }
    return "・".join(name for name, there in found.items() if there) or None


def _within(day: dt.date, month: int, first: int, last: int) -> bool:
    return day.month == month and first <= day.day <= last


def _next_weekday(day: dt.date) -> dt.date:
    """The day itself, or the Monday after it when it falls on a weekend."""
    return day + dt.timedelta(7 - day.weekday() if day.weekday() >= 5 else 0)


def _second_sunday(year: int, month: int) -> dt.date:
    first = dt.date(year, month, 1)
    return first + dt.timedelta((6 - first.weekday()) % 7 + 7)
