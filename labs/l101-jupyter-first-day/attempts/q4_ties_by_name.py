# earns: 0
# says: 同じ件数の支所の順番
def busiest(df, ym, n):
    totals = df[df["ym"] == ym].groupby("branch_name")["count"].sum().reset_index()
    return totals.sort_values(["count", "branch_name"], ascending=[False, True])["branch_name"].head(n).tolist()
