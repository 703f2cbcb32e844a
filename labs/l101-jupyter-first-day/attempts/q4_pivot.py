# earns: full
def busiest(df, ym, n):
    names = df.drop_duplicates("branch_code").set_index("branch_code")["branch_name"]
    totals = df[df["ym"] == ym].pivot_table(index="branch_code", values="count", aggfunc="sum")["count"]
    codes = totals.sort_index().nlargest(n).index
    return [names[code] for code in codes]
