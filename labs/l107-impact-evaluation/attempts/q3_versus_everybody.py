# earns: 0
# says: 先行支所も入っています
def did(df, start="2025-07"):
    p = df["pilot"] == 1
    t = df["ym"] >= start
    pilot = weighted_mean(df[p & t]) - weighted_mean(df[p & ~t])
    everybody = weighted_mean(df[t]) - weighted_mean(df[~t])
    return pilot - everybody
