# earns: 7.5
# says: 元の表が変わって
def busiest(df, ym, n):
    df["mark"] = df["ym"] == ym
    totals = df[df["mark"]].groupby(["branch_code", "branch_name"], as_index=False)["count"].sum()
    return totals.sort_values(["count", "branch_code"], ascending=[False, True])["branch_name"].head(n).tolist()
