# earns: 0
# says: ほかの支所の前後比較
def before_after(df, start):
    other = df[df["pilot"] == 0]
    return weighted_mean(other[other["ym"] >= start]) - weighted_mean(other[other["ym"] < start])
