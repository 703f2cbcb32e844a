# earns: 11
# says: 元の表が変わって
def monthly_total(df, fy):
    df["month"] = df["ym"].apply(month_label)
    rows = df[df["ym"].between(f"{fy}-04", f"{fy + 1}-03")]
    return rows.groupby("month")["count"].sum().reindex(MONTHS, fill_value=0)
