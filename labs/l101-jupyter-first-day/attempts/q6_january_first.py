# earns: 0
# says: 1月始まりではなく
def monthly_total(df, fy):
    rows = df[df["ym"].between(f"{fy}-04", f"{fy + 1}-03")]
    totals = rows.groupby(rows["ym"].str[5:].astype(int))["count"].sum().reindex(range(1, 13), fill_value=0)
    totals.index = [f"{m}月" for m in totals.index]
    return totals
