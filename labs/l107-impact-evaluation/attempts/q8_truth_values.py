# earns: 0
# says: 文字にしましょう
def verdict(df, start="2025-07"):
    pre = df[df["ym"] < start]
    months = sorted(pre["ym"].unique())
    if len(months) < 6:
        return None
    gap = placebo(df, months[len(months) // 2], start)
    return False if abs(gap) >= 1.0 else True
