# earns: 0
# says: 引く順番が逆
def before_after(df, start):
    pilot = df[df["pilot"] == 1]
    return weighted_mean(pilot[pilot["ym"] < start]) - weighted_mean(pilot[pilot["ym"] >= start])
