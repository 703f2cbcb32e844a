# earns: 0
# says: 行のない月
def monthly_total(df, fy):
    rows = df[df["ym"].between(f"{fy}-04", f"{fy + 1}-03")]
    totals = rows.groupby("ym")["count"].sum()
    totals.index = [month_label(ym) for ym in totals.index]
    return totals
