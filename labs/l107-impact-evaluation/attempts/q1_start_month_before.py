# earns: 0
# says: 開始月は「後」
def before_after(df, start):
    pilot = df[df["pilot"] == 1]
    return weighted_mean(pilot[pilot["ym"] > start]) - weighted_mean(pilot[pilot["ym"] <= start])
