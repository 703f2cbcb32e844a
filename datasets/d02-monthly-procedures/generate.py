"""Procedures counted at the counters of twelve branches, by month and kind.

Model, for branch *b*, kind *k* and month *t* (months since the first April)::

    count  = Poisson(share_b * monthly_k * season_k * (1 + growth_k) ** (t / 12))
    online = Binomial(count, online_k * (1 + 0.015 t)), never more than 0.6 of them expected

``share`` follows the inhabitants of d01-branches. People move in spring, so the
kinds of moving double in March and April; certificates follow a little. Proofs
of residence get fewer, cards more: a total that hardly changes hides both.
``count`` includes those that came online; adding the two columns counts twice.

Every source of chance has its own stream, so turning one knob leaves the rest
of a seed's table as it was.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

TABLE = "monthly_procedures_r6r7.csv"
COLUMNS = ["ym", "branch_code", "procedure", "count", "online_count"]
CODES = [f"B{i:02d}" for i in range(1, 13)]
# Inhabitants of the branches' areas, as in d01-branches (a test compares).
PEOPLE = [46_800, 27_900, 24_600, 12_800, 11_500, 10_900, 7_300, 8_600, 18_400, 6_900, 4_520, 4_100]
ONLINE_GROWTH = 0.015  # of the share, a month
MOST_ONLINE = 0.6
TIED = 3  # branches with the same total, with ``tie``


class Kind(NamedTuple):
    """A kind of procedure: cases a month in the whole city, and how they move."""

    monthly: int
    spring: float  # factor in March and April
    growth: float  # a year
    online: float  # share in the first month


KINDS = {
    "転入": Kind(520, 2.2, 0.00, 0.00),
    "転出": Kind(560, 2.3, 0.00, 0.30),
    "転居": Kind(380, 1.7, 0.00, 0.00),
    "住民票": Kind(4_600, 1.25, -0.06, 0.08),
    "印鑑": Kind(2_300, 1.15, -0.05, 0.00),
    "戸籍": Kind(1_500, 1.05, -0.02, 0.05),
    "マイナンバーカード": Kind(1_100, 1.10, 0.12, 0.25),
    "その他": Kind(900, 1.20, 0.00, 0.10),
}


def make(
    seed: int,
    first_year: int = 2024,
    years: int = 2,
    missing: int = 0,
    tie: bool = False,
    shuffle: bool = False,
) -> tuple[dict[str, pd.DataFrame], dict[str, Any]]:
    """Return ``({"monthly_procedures_r6r7.csv": table}, truth)``.

    The table has a row per month, branch and kind: ``ym`` (text ``2025-07``),
    ``branch_code``, ``procedure``, ``count`` (cases) and ``online_count`` (of them
    online), ordered by month, branch and kind.

    Parameters
    ----------
    first_year: fiscal year with which the table begins (2024: April 2024), 2000 to 2090.
    years: number of fiscal years, 1 to 3.
    missing: how many months have no row at all; at most 11, at least one in the last year.
    tie: in one month of the last year three branches have the same total, more than the
        others; which three differs by seed, and their online cases rise with the code.
    shuffle: rows in random order.

    ``truth``
    ---------
    ``missing``: the months without rows, in order. ``tie``: ``{"ym", "codes"}`` or None.
    ``by_year``: fiscal year -> its total. ``by_month``: month -> its total, 0 where rows are missing.
    ``clean``: the table in order.

    Raises
    ------
    ValueError: a knob is out of its range.
    """
    _check_knobs(first_year, years, missing)
    months = [str(m) for m in pd.period_range(f"{first_year}-04", periods=12 * years, freq="M")]
    table = _grid(months)
    _draw(table, seed)
    gone = _months_gone(months, missing, np.random.default_rng([seed, 3]))
    tied = _plant_tie(table, months, gone, np.random.default_rng([seed, 4])) if tie else None
    clean = table.loc[~table["ym"].isin(gone), COLUMNS].reset_index(drop=True)
    shown = clean.sample(frac=1, random_state=np.random.default_rng([seed, 5])) if shuffle else clean.copy()
    truth = _truth(clean, months) | {"missing": gone, "tie": tied, "clean": clean}
    return {TABLE: shown.reset_index(drop=True)}, truth


def _check_knobs(first_year: int, years: int, missing: int) -> None:
    if not 2000 <= first_year <= 2090:
        raise ValueError(f"first_year は 2000 から 2090 までの数です（指定: {first_year}）")
    if not 1 <= years <= 3:
        raise ValueError(f"years は 1 から 3 までの数です（指定: {years}）")
    if not 0 <= missing <= 11:
        raise ValueError(f"missing は 0 から 11 までの数です（指定: {missing}）")


def _grid(months: list[str]) -> pd.DataFrame:
    """One row per month, branch and kind, with the number of cases to expect."""
    kinds = pd.DataFrame(KINDS.values()).assign(procedure=list(KINDS))
    branches = pd.DataFrame({"branch_code": CODES, "share": np.array(PEOPLE) / sum(PEOPLE)})
    time = pd.DataFrame({"ym": months, "t": range(len(months))})
    grid = time.merge(branches, how="cross").merge(kinds, how="cross")
    season = np.where(grid["ym"].str[-2:].isin(["03", "04"]), grid["spring"], 1.0)
    grid["expected"] = grid["share"] * grid["monthly"] * season * (1 + grid["growth"]) ** (grid["t"] / 12)
    return grid


def _draw(grid: pd.DataFrame, seed: int) -> None:
    grid["count"] = np.random.default_rng([seed, 1]).poisson(grid["expected"])
    share = (grid["online"] * (1 + ONLINE_GROWTH * grid["t"])).clip(upper=MOST_ONLINE)
    grid["online_count"] = np.random.default_rng([seed, 2]).binomial(grid["count"], share)


def _months_gone(months: list[str], number: int, rng: np.random.Generator) -> list[str]:
    """Months to leave out; the first of them from the last year, so that a look at it notices."""
    if not number:
        return []
    last = str(rng.choice(months[-12:]))
    others = [m for m in months if m != last]
    return sorted([last, *(str(m) for m in rng.choice(others, number - 1, replace=False))])


def _plant_tie(
    table: pd.DataFrame, months: list[str], gone: list[str], rng: np.random.Generator
) -> dict[str, Any]:
    """Give three branches one total, above all others, by what is counted as その他."""
    ym = str(rng.choice([m for m in months[-12:] if m not in gone]))
    codes = sorted(str(c) for c in rng.choice(CODES, TIED, replace=False))
    month = table["ym"] == ym
    top = int(table[month].groupby("branch_code")["count"].sum().max()) + int(rng.integers(1, 50))
    for rank, code in enumerate(codes):
        branch = month & (table["branch_code"] == code)
        rest = branch & (table["procedure"] == "その他")
        table.loc[rest, "count"] += top - int(table.loc[branch, "count"].sum())
        table.loc[branch, "online_count"] = 0
        table.loc[rest, "online_count"] = rank + 1
    return {"ym": ym, "codes": codes}


def _truth(clean: pd.DataFrame, months: list[str]) -> dict[str, Any]:
    by_month = clean.groupby("ym")["count"].sum().reindex(months, fill_value=0)
    years = [int(m[:4]) - (m[5:] < "04") for m in months]
    by_year = by_month.groupby(years).sum()
    return {
        "by_month": {str(m): int(n) for m, n in by_month.items()},
        "by_year": {int(y): int(n) for y, n in by_year.items()},
    }
