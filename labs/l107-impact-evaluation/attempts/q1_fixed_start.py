# earns: 0
# says: start を使いましょう
def before_after(df, start):
    pilot = df[df["pilot"] == 1]
    return weighted_mean(pilot[pilot["ym"] >= "2025-07"]) - weighted_mean(pilot[pilot["ym"] < "2025-07"])
