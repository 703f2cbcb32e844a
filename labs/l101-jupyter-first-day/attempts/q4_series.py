# earns: 7
# says: .tolist()
def busiest(df, ym, n):
    totals = df[df["ym"] == ym].groupby(["branch_code", "branch_name"], as_index=False)["count"].sum()
    return totals.sort_values(["count", "branch_code"], ascending=[False, True])["branch_name"].head(n)
