# earns: 0
# says: 偽の開始日が決めうち
def placebo(df, fake_start, start="2025-07"):
    pre = df[df["ym"] < start]
    p = pre["pilot"] == 1
    t = pre["ym"] >= "2025-01"
    pilot = weighted_mean(pre[p & t]) - weighted_mean(pre[p & ~t])
    other = weighted_mean(pre[~p & t]) - weighted_mean(pre[~p & ~t])
    return pilot - other
