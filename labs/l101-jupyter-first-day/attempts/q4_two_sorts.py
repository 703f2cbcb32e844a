# earns: full
def busiest(df, ym, n):
    totals = df.query("ym == @ym").groupby(["branch_code", "branch_name"])["count"].sum().reset_index()
    totals = totals.sort_values("branch_code").sort_values("count", ascending=False, kind="stable")
    return list(totals["branch_name"])[:n]
