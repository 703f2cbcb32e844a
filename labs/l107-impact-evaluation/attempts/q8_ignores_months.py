# earns: 0
# says: 月の数を調べましょう
def verdict(df, start="2025-07"):
    pre = df[df["ym"] < start]
    months = sorted(pre["ym"].unique())
    gap = placebo(df, months[len(months) // 2], start)
    return "使えない" if abs(gap) >= 1.0 else "使える"
