# earns: 0
# says: 空（NaN）
def monthly_total(df, fy):
    rows = df[df["ym"].between(f"{fy}-04", f"{fy + 1}-03")]
    return rows.groupby(rows["ym"].apply(month_label))["count"].sum().reindex(MONTHS)
