# earns: 0
# says: 全部の月
def busiest(df, ym, n):
    totals = df.groupby(["branch_code", "branch_name"], as_index=False)["count"].sum()
    return totals.sort_values(["count", "branch_code"], ascending=[False, True])["branch_name"].head(n).tolist()
