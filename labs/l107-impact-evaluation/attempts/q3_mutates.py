# earns: 12
# says: 元の表が変わっています
def did(df, start="2025-07"):
    df["after"] = df["ym"] >= start
    p = df["pilot"] == 1
    pilot = weighted_mean(df[p & df["after"]]) - weighted_mean(df[p & ~df["after"]])
    other = weighted_mean(df[~p & df["after"]]) - weighted_mean(df[~p & ~df["after"]])
    return pilot - other
