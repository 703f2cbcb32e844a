# earns: 0
# says: 2つの変化を足しています
def did(df, start="2025-07"):
    p = df["pilot"] == 1
    t = df["ym"] >= start
    pilot = weighted_mean(df[p & t]) - weighted_mean(df[p & ~t])
    other = weighted_mean(df[~p & t]) - weighted_mean(df[~p & ~t])
    return pilot + other
