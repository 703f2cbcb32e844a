# earns: full
def before_after(df, start):
    pilot = df[df["pilot"] == 1]
    return round(weighted_mean(pilot[pilot["ym"] >= start]) - weighted_mean(pilot[pilot["ym"] < start]), 1)
