# earns: 0
# says: 行や月を混ぜず
import numpy as np


def perm_p(df, start="2025-07"):
    rng = np.random.default_rng(1)
    after = (df["ym"] >= start).to_numpy()
    minutes = (df["mean_wait"] * df["tickets"]).to_numpy()
    tickets = df["tickets"].to_numpy()

    def gap(pilot):
        def mean(rows):
            return minutes[rows].sum() / tickets[rows].sum()

        return (mean(pilot & after) - mean(pilot & ~after)) - (mean(~pilot & after) - mean(~pilot & ~after))

    pilot = (df["pilot"] == 1).to_numpy()
    observed = gap(pilot)
    gaps = [gap(rng.permutation(pilot)) for _ in range(200)]
    return (1 + sum(abs(g) >= abs(observed) - 1e-9 for g in gaps)) / 201
