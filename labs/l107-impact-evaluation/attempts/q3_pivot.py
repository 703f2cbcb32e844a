# earns: full
def did(df, start="2025-07"):
    table = df.assign(after=df["ym"] >= start, minutes=df["mean_wait"] * df["tickets"])
    sums = table.groupby(["pilot", "after"])[["minutes", "tickets"]].sum()
    mean = (sums["minutes"] / sums["tickets"]).unstack()
    change = mean[True] - mean[False]
    return change[1] - change[0]
