# earns: 0
def busiest(df, ym, n):
    totals = df[df["ym"] == "2025-04"].groupby(["branch_code", "branch_name"], as_index=False)["count"].sum()
    return totals.sort_values(["count", "branch_code"], ascending=[False, True])["branch_name"].head(n).tolist()
