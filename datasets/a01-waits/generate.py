"""One day's numbered tickets of a busy counter: most wait briefly, some very long."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

TABLE = "counter_sample.csv"
ROWS = 2_000
START = pd.Timestamp("2026-03-30 08:30")


def make(seed: int, n: int = ROWS) -> tuple[dict[str, pd.DataFrame], dict[str, Any]]:
    """Return ``({"counter_sample.csv": table}, truth)``: tickets over several days of a peak week.

    ``truth``: ``mean``, ``median`` and ``p90`` of the wait in minutes, over the tickets that were called.

    Parameters
    ----------
    n: rows. 3 % of them were never called (``called_at`` is blank).
    """
    rng = np.random.default_rng(seed)
    base = rng.uniform(9.0, 13.0)
    wait = np.round(rng.lognormal(np.log(base), 1.05, n)).clip(0, 240).astype(int)
    day, minute = np.divmod(np.sort(rng.integers(0, 5 * 480, n)), 480)
    issued = START + pd.to_timedelta(day, unit="D") + pd.to_timedelta(minute, unit="min")
    called = (issued + pd.to_timedelta(wait, unit="min")).strftime("%Y-%m-%dT%H:%M").to_series(index=range(n))
    missing = rng.random(n) < 0.03
    table = pd.DataFrame(
        {
            "ticket_id": [f"T{t:%y%m%d}{i:04d}" for i, t in enumerate(issued, 1)],
            "issued_at": issued.strftime("%Y-%m-%dT%H:%M"),
            "called_at": called.mask(missing),
        }
    )
    kept = wait[~missing]
    truth = {
        "mean": float(kept.mean()),
        "median": float(np.median(kept)),
        "p90": float(np.quantile(kept, 0.9)),
    }
    return {TABLE: table}, truth
