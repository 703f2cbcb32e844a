# earns: 0
def monthly_total(df, fy):
    rows = df[df["ym"].between("2025-04", "2026-03")]
    return rows.groupby(rows["ym"].apply(month_label))["count"].sum().reindex(MONTHS, fill_value=0)
