# earns: 0
def before_after(df, start):
    pilot = a[a["pilot"] == 1]
    return weighted_mean(pilot[pilot["ym"] >= start]) - weighted_mean(pilot[pilot["ym"] < start])
