# earns: 11
# says: 行が1つもない年度
def monthly_total(df, fy):
    rows = df[df["ym"].between(f"{fy}-04", f"{fy + 1}-03")]
    first = rows["ym"].iloc[0]
    return rows.groupby(rows["ym"].apply(month_label))["count"].sum().reindex(MONTHS, fill_value=0)
