# earns: full
def busiest(df, ym, n):
    totals = {}
    for _, row in df[df["ym"] == ym].iterrows():
        key = (row["branch_code"], row["branch_name"])
        totals[key] = totals.get(key, 0) + row["count"]
    ordered = sorted(totals, key=lambda key: (-totals[key], key[0]))
    return [name for code, name in ordered[:n]]
