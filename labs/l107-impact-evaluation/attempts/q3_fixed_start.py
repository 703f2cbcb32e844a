# earns: 0
# says: start を使いましょう
def did(df, start="2025-07"):
    p = df["pilot"] == 1
    t = df["ym"] >= "2025-07"
    pilot = weighted_mean(df[p & t]) - weighted_mean(df[p & ~t])
    other = weighted_mean(df[~p & t]) - weighted_mean(df[~p & ~t])
    return pilot - other
