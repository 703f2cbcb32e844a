# earns: 0
# says: 12支所ぜんぶ
def before_after(df, start):
    return weighted_mean(df[df["ym"] >= start]) - weighted_mean(df[df["ym"] < start])
