# earns: 0
# says: 同じ件数の支所の順番
def busiest(df, ym, n):
    totals = df[df["ym"] == ym].groupby("branch_name", sort=False)["count"].sum()
    return totals.sort_values(ascending=False, kind="stable").head(n).index.tolist()
