# earns: 0
# says: 二重に数えて
def monthly_total(df, fy):
    rows = df[df["ym"].between(f"{fy}-04", f"{fy + 1}-03")]
    both = rows["count"] + rows["online_count"]
    return both.groupby(rows["ym"].apply(month_label)).sum().reindex(MONTHS, fill_value=0)
