import numpy as np
import pandas as pd

_MARK = "@TRUTH@"


def make(seed: int, note: str = "なし"):
    rng = np.random.default_rng(seed)
    branch = [f"窓口{n % 4 + 1}" for n in range(20)]
    table = pd.DataFrame({"branch": branch, "count": rng.integers(1, 100, 20), "note": note})
    totals = {str(name): int(total) for name, total in table.groupby("branch")["count"].sum().items()}
    return {"counts.csv": table}, {"totals": totals, "busiest": max(totals, key=totals.get), "mark": _MARK}
