import numpy as np
import pandas as pd


def make(seed: int, shift: float = 0.0):
    rng = np.random.default_rng(seed)
    wait = np.round(rng.uniform(5, 20, 12) + shift, 1)
    table = pd.DataFrame(
        {"branch_code": [f"{i:02d}" for i in range(1, 13)], "wait": wait}
    )
    return {"waits.csv": table}, {
        "longest": table.loc[table["wait"].idxmax(), "branch_code"],
        "mean": wait.mean(),
    }
