# earns: 0
# says: 手続きごとの行のまま
def busiest(df, ym, n):
    month = df[df["ym"] == ym].sort_values(["count", "branch_code"], ascending=[False, True])
    return month["branch_name"].head(n).tolist()
