# earns: 0
# says: 前の時期の差を引いていますか
def did(df, start="2025-07"):
    after = df[df["ym"] >= start]
    return weighted_mean(after[after["pilot"] == 1]) - weighted_mean(after[after["pilot"] == 0])
