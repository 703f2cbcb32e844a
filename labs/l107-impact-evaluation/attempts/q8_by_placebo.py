# earns: full
def verdict(df, start="2025-07"):
    pre = df[df["ym"] < start]
    months = sorted(pre["ym"].unique())
    if len(months) < 6:
        return "データ不足"
    gap = placebo(df, months[len(months) // 2], start)
    return "使えない" if abs(gap) >= 1.0 else "使える"
