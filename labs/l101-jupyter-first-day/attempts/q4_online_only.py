# earns: 0
# says: オンラインの件数で並んで
def busiest(df, ym, n):
    totals = df[df["ym"] == ym].groupby(["branch_code", "branch_name"], as_index=False)["online_count"].sum()
    return totals.sort_values(["online_count", "branch_code"], ascending=[False, True])["branch_name"].head(n).tolist()
