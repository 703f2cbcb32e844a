# earns: 0
# says: 何も返ってきません
def monthly_total(df, fy):
    rows = df[df["ym"].between(f"{fy}-04", f"{fy + 1}-03")]
    print(rows.groupby(rows["ym"].apply(month_label))["count"].sum().reindex(MONTHS, fill_value=0))
