# earns: full
def monthly_total(df, fy):
    totals = dict.fromkeys(MONTHS, 0)
    for ym, count in zip(df["ym"], df["count"]):
        year, month = int(ym[:4]), int(ym[5:])
        if (year if month >= 4 else year - 1) == fy:
            totals[f"{month}月"] += count
    return pd.Series(totals)
