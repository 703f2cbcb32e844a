# earns: full
import numpy as np


def did(df, start="2025-07"):
    p = (df["pilot"] == 1).to_numpy(dtype=float)
    t = (df["ym"] >= start).to_numpy(dtype=float)
    x = np.column_stack([np.ones(len(df)), p, t, p * t])
    w = np.sqrt(df["tickets"].to_numpy(dtype=float))
    answer, *_ = np.linalg.lstsq(x * w[:, None], df["mean_wait"].to_numpy() * w, rcond=None)
    return answer[3]
