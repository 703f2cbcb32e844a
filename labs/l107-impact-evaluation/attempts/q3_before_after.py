# earns: 0
# says: 先行していない支所の変化も使いましょう
def did(df, start="2025-07"):
    pilot = df[df["pilot"] == 1]
    return weighted_mean(pilot[pilot["ym"] >= start]) - weighted_mean(pilot[pilot["ym"] < start])
