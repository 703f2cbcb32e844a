"""Monthly mean waiting time of twelve branches, four of which got a new service.

Model, for branch *b* and month *t* (months since 2024-04)::

    wait = base_b - 0.15 t + season_t + violation * t * pilot_b + effect_b * pilot_b * after_t + noise
    tickets = size_b * busy_t, Poisson

``season`` is +9 minutes in April and +8 in March, when also 1.45 times as many
people come. The pilots are the busiest branches (base about 22 minutes against
15.5), so comparing branches side by side errs in sign; waits fall everywhere
and the busy spring stands mostly before the start, so before/after
exaggerates. The standard deviation of the noise is ``NOISE * sqrt(mean size /
size_b)``: a mean over fewer people is less sure.

Measured over seeds 0-59 (tests/datasets/test_d17.py holds the bands): before/after
-6.9, three months before and after -8.3, pilots against others afterwards +2.6,
difference in differences -4.0 (sd 0.23), placebo at 2025-01 0.0 (sd 0.29). With
``violation=-0.35``: placebo -2.6 (the centres of two parts of 15 months lie 7.5
months apart, wherever one cuts; -2.1 with ``pre_months=12``), difference in
differences -8.2.

Every source of chance has its own stream, so turning one knob leaves the rest
of a seed's table as it was.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

TABLE = "branch_wait_monthly.csv"
MONTHS = [str(m) for m in pd.period_range("2024-04", "2026-03", freq="M")]
CODES = [f"B{i:02d}" for i in range(1, 13)]
# Busiest first; the first four are the pilots of d01-branches.
BUSIEST_FIRST = ["B01", "B02", "B09", "B03", "B04", "B05", "B06", "B08", "B07", "B10", "B11", "B12"]
BASE = np.array([23.6, 22.7, 21.7, 21.2, 18.2, 17.6, 16.8, 16.2, 15.0, 14.2, 13.4, 12.6])  # minutes
SIZE = np.array([210, 190, 165, 150, 120, 110, 105, 100, 90, 80, 75, 70])  # tickets in an ordinary month
UNEVEN_SIZE = np.array([480, 60, 60, 60, 480, 60, 60, 60, 480, 60, 60, 60])

TREND = -0.15  # minutes a month
SEASON = {"04": 9.0, "03": 8.0}  # minutes
BUSY = {"04": 1.45, "03": 1.45}
NOISE = 0.92  # minutes, for a branch of mean size
UNEVEN_NOISE = 0.70  # with weights_matter: one large branch carries most of the weight, so less cancels out
UNEVEN_GAP = 6.0  # minutes by which a large pilot gains more than a small one, with weights_matter


def make(
    seed: int,
    effect: float = -4.0,
    violation: float = 0.0,
    start: str = "2025-07",
    n_pilots: int = 4,
    random_pilots: bool = False,
    weights_matter: bool = False,
    drop_months: int = 0,
    pre_months: int | None = None,
    shuffle: bool = False,
) -> tuple[dict[str, pd.DataFrame], dict[str, Any]]:
    """Return ``({"branch_wait_monthly.csv": table}, truth)``.

    The table has a row per month and branch: ``ym`` (text ``2025-07``),
    ``branch_code``, ``pilot`` (0/1), ``mean_wait`` (minutes, one decimal),
    ``tickets`` (number), ordered by month and branch.

    Parameters
    ----------
    effect: minutes by which the service changes the wait; see ``truth`` for its exact meaning.
    violation: further minutes a month by which the pilots drift, before and after the start
        (the assumption of parallel trends fails).
    start: first month with the service, ``2024-05`` to ``2026-03``.
    n_pilots: how many branches have it, 1 to 11.
    random_pilots: other branches than the city's are the busiest ones and the pilots.
    weights_matter: sizes differ by a factor of 8, and the service helps large pilots
        6 minutes more than small ones: four plain means err by more than 1.5 minutes.
    drop_months: how many rows are missing, in turn from one pilot and from one other branch.
    pre_months: keep only that many months before ``start``; None keeps all.
    shuffle: rows in random order.

    ``truth``
    ---------
    ``effect``: the knob. It is exactly the ticket-weighted mean of the planted effect over the
        table's rows of pilots from ``start`` on, which four ticket-weighted means estimate.
    ``effects``: planted minutes by pilot. ``start``, ``violation``, ``pilots`` (codes in order).
    ``parallel``: whether the trends are parallel. ``pre_months``, ``post_months``: numbers of months.
    ``dropped``: missing ``(ym, branch_code)``. ``clean``: the table complete and in order.

    Raises
    ------
    ValueError: a knob is out of its range.
    """
    _check_knobs(start, n_pilots, weights_matter, drop_months, pre_months)
    grid = _grid(seed, start, n_pilots, random_pilots, weights_matter, pre_months)
    _draw_tickets(grid, np.random.default_rng([seed, 2]))
    keep = _kept_rows(grid, drop_months, np.random.default_rng([seed, 4]))
    grid["effect"] = _planted_effect(grid, keep, effect, weights_matter)
    noise = UNEVEN_NOISE if weights_matter else NOISE
    grid["mean_wait"] = _mean_wait(grid, violation, noise, np.random.default_rng([seed, 3]))

    clean = grid[["ym", "branch_code", "pilot", "mean_wait", "tickets"]]
    table = clean[keep]
    if shuffle:
        table = table.sample(frac=1, random_state=np.random.default_rng([seed, 5]))
    truth = _truth(grid, keep, effect, violation, start) | {"clean": clean}
    return {TABLE: table.reset_index(drop=True)}, truth


def _check_knobs(
    start: str, n_pilots: int, weights_matter: bool, drop_months: int, pre_months: int | None
) -> None:
    if start not in MONTHS[1:]:
        raise ValueError(f"start は {MONTHS[1]} から {MONTHS[-1]} までの年月です（指定: {start}）")
    least = 2 if weights_matter else 1
    if not least <= n_pilots <= 11:
        raise ValueError(f"n_pilots は {least} から 11 までの数です（指定: {n_pilots}）")
    available = MONTHS.index(start)
    if pre_months is not None and not 1 <= pre_months <= available:
        raise ValueError(f"pre_months は 1 から {available} までの数です（指定: {pre_months}）")
    most = min(pre_months or available, len(MONTHS) - available)  # a branch keeps most of its rows
    if not 0 <= drop_months <= most:
        raise ValueError(f"drop_months は 0 から {most} までの数です（指定: {drop_months}）")


def _grid(
    seed: int, start: str, n_pilots: int, random_pilots: bool, weights_matter: bool, pre_months: int | None
) -> pd.DataFrame:
    """One row per month and branch, with what is known before any wait is drawn."""
    order = list(BUSIEST_FIRST)
    if random_pilots:
        order = np.random.default_rng([seed, 0]).permutation(CODES).tolist()
    # Less than half the gap between the fourth and the fifth branch: the pilots stay the busiest.
    base = BASE + np.random.default_rng([seed, 1]).uniform(-0.5, 0.5, len(BASE))
    branches = pd.DataFrame(
        {
            "branch_code": order,
            "base": base,
            "size": UNEVEN_SIZE if weights_matter else SIZE,
            "pilot": [int(rank < n_pilots) for rank in range(len(order))],
        }
    ).sort_values("branch_code")
    months = pd.DataFrame({"ym": MONTHS, "t": range(len(MONTHS))})
    months["after"] = months["ym"] >= start
    if pre_months is not None:
        months = months[months["t"] >= MONTHS.index(start) - pre_months]
    return months.merge(branches, how="cross")


def _draw_tickets(grid: pd.DataFrame, rng: np.random.Generator) -> None:
    busy = grid["ym"].str[-2:].map(BUSY).fillna(1.0)
    grid["tickets"] = rng.poisson(grid["size"] * busy)


def _kept_rows(grid: pd.DataFrame, drop_months: int, rng: np.random.Generator) -> pd.Series:
    """Mark the rows that stay: rows go missing in turn from one pilot and from one other branch."""
    keep = pd.Series(True, index=grid.index)
    for pilot, number in ((1, (drop_months + 1) // 2), (0, drop_months // 2)):
        codes = grid.loc[grid["pilot"] == pilot, "branch_code"].unique()
        rows = grid.index[grid["branch_code"] == rng.choice(codes)]
        keep[rng.choice(rows, number, replace=False)] = False
    return keep


def _planted_effect(grid: pd.DataFrame, keep: pd.Series, effect: float, uneven: bool) -> pd.Series:
    """Minutes per row; their ticket-weighted mean over the kept rows is ``effect`` exactly."""
    treated = (grid["pilot"] == 1) & grid["after"]
    planted = pd.Series(0.0, index=grid.index)
    planted[treated] = effect
    if uneven:
        large = (grid["size"] == UNEVEN_SIZE.max()).astype(float)
        rows = treated & keep
        share = np.average(large[rows], weights=grid.loc[rows, "tickets"])
        planted[treated] = effect - UNEVEN_GAP * (large[treated] - share)
    return planted


def _mean_wait(grid: pd.DataFrame, violation: float, noise: float, rng: np.random.Generator) -> pd.Series:
    season = grid["ym"].str[-2:].map(SEASON).fillna(0.0)
    sizes = grid.drop_duplicates("branch_code")["size"]
    spread = noise * np.sqrt(sizes.mean() / grid["size"])
    drift = violation * grid["t"] * grid["pilot"]
    wait = grid["base"] + TREND * grid["t"] + season + drift + grid["effect"]
    # Nobody waits less than no time; only extreme knobs come near this floor.
    return (wait + rng.normal(0.0, spread)).clip(lower=0.1).round(1)


def _truth(
    grid: pd.DataFrame, keep: pd.Series, effect: float, violation: float, start: str
) -> dict[str, Any]:
    treated = grid[(grid["pilot"] == 1) & grid["after"]]
    dropped = grid.loc[~keep, ["ym", "branch_code"]]
    return {
        "effect": effect,
        "effects": treated.groupby("branch_code")["effect"].first().to_dict(),
        "start": start,
        "violation": violation,
        "parallel": violation == 0,
        "pilots": sorted(treated["branch_code"].unique().tolist()),
        "pre_months": int((~grid.drop_duplicates("ym")["after"]).sum()),
        "post_months": int(grid.drop_duplicates("ym")["after"].sum()),
        "dropped": list(dropped.itertuples(index=False, name=None)),
    }
