# earns: 0
# says: 同じ件数の支所の順番
def busiest(df, ym, n):
    totals = df[df["ym"] == ym].groupby(["branch_code", "branch_name"], as_index=False)["count"].sum()
    return totals.sort_values(["count", "branch_code"], ascending=False)["branch_name"].head(n).tolist()
