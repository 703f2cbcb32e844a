# earns: 8
# says: 件数の多い月
def did(df, start="2025-07"):
    p = df["pilot"] == 1
    t = df["ym"] >= start
    mean = lambda rows: rows["mean_wait"].mean()
    return (mean(df[p & t]) - mean(df[p & ~t])) - (mean(df[~p & t]) - mean(df[~p & ~t]))
