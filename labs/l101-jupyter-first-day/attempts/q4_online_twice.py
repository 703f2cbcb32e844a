# earns: 0
# says: 二重に数えて
def busiest(df, ym, n):
    month = df[df["ym"] == ym].copy()
    month["all"] = month["count"] + month["online_count"]
    totals = month.groupby(["branch_code", "branch_name"], as_index=False)["all"].sum()
    return totals.sort_values(["all", "branch_code"], ascending=[False, True])["branch_name"].head(n).tolist()
