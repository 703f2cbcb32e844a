# earns: 0
# says: start より前の行だけ
def placebo(df, fake_start, start="2025-07"):
    p = df["pilot"] == 1
    t = df["ym"] >= fake_start
    pilot = weighted_mean(df[p & t]) - weighted_mean(df[p & ~t])
    return pilot - (weighted_mean(df[~p & t]) - weighted_mean(df[~p & ~t]))
