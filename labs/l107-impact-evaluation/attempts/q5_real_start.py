# earns: 0
# says: 偽の開始日 fake_start
def placebo(df, fake_start, start="2025-07"):
    p = df["pilot"] == 1
    t = df["ym"] >= start
    pilot = weighted_mean(df[p & t]) - weighted_mean(df[p & ~t])
    return pilot - (weighted_mean(df[~p & t]) - weighted_mean(df[~p & ~t]))
