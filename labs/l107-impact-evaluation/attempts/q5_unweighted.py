# earns: 5
# says: 件数で重み
def placebo(df, fake_start, start="2025-07"):
    mean = lambda rows: rows["mean_wait"].mean()
    pre = df[df["ym"] < start]
    p = pre["pilot"] == 1
    t = pre["ym"] >= fake_start
    pilot = mean(pre[p & t]) - mean(pre[p & ~t])
    other = mean(pre[~p & t]) - mean(pre[~p & ~t])
    return pilot - other
