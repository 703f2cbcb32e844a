"""The twelve branch offices of the fictional city of Shiomino.

By default the table is the city itself, the same for every seed, because the
stories lean on it: ``area_pop`` adds up to the 184,320 inhabitants of
2026-04-01. Checks that need other numbers than the released ones ask for
``vary=True``.

The coordinates lie in the open sea, so that nobody mistakes the city for a
real one on a map.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

TABLE = "branches.csv"

# name, inhabitants of its area, windows at the peak, takes part in the pilot, latitude, longitude
BRANCHES = (
    ("本庁", 46_800, 7, 1, 38.412300, 136.204500),
    ("緑が丘", 27_900, 4, 1, 38.431800, 136.221700),
    ("若葉台", 24_600, 4, 1, 38.446100, 136.198200),
    ("東浜", 12_800, 3, 0, 38.405200, 136.238900),
    ("西浜", 11_500, 2, 0, 38.401700, 136.171300),
    ("山手", 10_900, 2, 0, 38.459400, 136.226800),
    ("川上", 7_300, 1, 0, 38.488700, 136.251600),
    ("川下", 8_600, 2, 0, 38.420500, 136.256100),
    ("北原", 18_400, 3, 1, 38.470900, 136.187400),
    ("南原", 6_900, 1, 0, 38.388600, 136.210800),
    ("谷口", 4_520, 1, 0, 38.502300, 136.215500),
    ("島田", 4_100, 1, 0, 38.372100, 136.149700),
)


def make(seed: int, vary: bool = False) -> tuple[dict[str, pd.DataFrame], dict[str, Any]]:
    """Return ``({"branches.csv": table}, truth)``; twelve rows ordered by code.

    Parameters
    ----------
    seed: matters only with ``vary``.
    vary: redraw inhabitants (within 20 %) and windows of every branch.

    ``truth``: ``population`` (persons, the sum of ``area_pop``), ``windows`` (the sum)
    and ``pilots`` (codes).
    """
    columns = ["branch_name", "area_pop", "windows", "is_pilot", "lat", "lng"]
    table = pd.DataFrame(BRANCHES, columns=columns)
    table.insert(0, "branch_code", [f"B{i:02d}" for i in range(1, len(table) + 1)])
    if vary:
        _redraw(table, np.random.default_rng(seed))
    truth = {
        "population": int(table["area_pop"].sum()),
        "windows": int(table["windows"].sum()),
        "pilots": table.loc[table["is_pilot"] == 1, "branch_code"].tolist(),
    }
    return {TABLE: table}, truth


def _redraw(table: pd.DataFrame, rng: np.random.Generator) -> None:
    factor = rng.uniform(0.8, 1.2, len(table))
    table["area_pop"] = (table["area_pop"] * factor / 10).round().astype(int) * 10
    table["windows"] = (table["windows"] + rng.integers(-1, 2, len(table))).clip(1, 7)
