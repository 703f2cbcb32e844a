# earns: 0
def did(df, start="2025-07"):
    p = df["branch_code"].isin(["B01", "B02", "B03", "B09"])
    t = df["ym"] >= start
    pilot = weighted_mean(df[p & t]) - weighted_mean(df[p & ~t])
    return pilot - (weighted_mean(df[~p & t]) - weighted_mean(df[~p & ~t]))
