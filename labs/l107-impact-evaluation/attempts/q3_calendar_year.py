# earns: 0
# says: 開始月で分けましょう
def did(df, start="2025-07"):
    p = df["pilot"] == 1
    t = df["ym"] >= "2026-01"
    pilot = weighted_mean(df[p & t]) - weighted_mean(df[p & ~t])
    other = weighted_mean(df[~p & t]) - weighted_mean(df[~p & ~t])
    return pilot - other
