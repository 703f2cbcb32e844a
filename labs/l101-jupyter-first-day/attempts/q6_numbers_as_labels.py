# earns: 0
# says: 見出しが「4月」
def monthly_total(df, fy):
    rows = df[df["ym"].between(f"{fy}-04", f"{fy + 1}-03")]
    order = [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3]
    return rows.groupby(rows["ym"].str[5:].astype(int))["count"].sum().reindex(order, fill_value=0)
