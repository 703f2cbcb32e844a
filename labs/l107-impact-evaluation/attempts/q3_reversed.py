# earns: 0
# says: 引く順番が逆
def did(df, start="2025-07"):
    p = df["pilot"] == 1
    t = df["ym"] >= start
    pilot = weighted_mean(df[p & t]) - weighted_mean(df[p & ~t])
    other = weighted_mean(df[~p & t]) - weighted_mean(df[~p & ~t])
    return other - pilot
