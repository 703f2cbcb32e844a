# earns: 0
# says: 名前の順
def busiest(df, ym, n):
    return sorted(df.loc[df["ym"] == ym, "branch_name"].unique())[:n]
