# earns: full
def reconcile(a, b, key, amount):
    def form(series):
        text = series.map(str).str.normalize("NFKC").str.replace(r"\s", "", regex=True)
        return text.map(lambda t: t.translate(KATAKANA))

    one, two = a.copy(), b.copy()
    one["k"], two["k"] = form(a[key]), form(b[key])
    n1, n2 = one["k"].value_counts(), two["k"].value_counts()
    again = set(n1[n1 > 1].index) | set(n2[n2 > 1].index)
    result = {"dup": pd.concat([t[t["k"].isin(again)] for t in (one, two)], ignore_index=True)}
    one, two = one[~one["k"].isin(again)], two[~two["k"].isin(again)]
    result["only_a"] = one[~one["k"].isin(two["k"])]
    result["only_b"] = two[~two["k"].isin(one["k"])]
    joined = pd.merge(one, two, on="k")
    same = (joined[amount + "_x"] - joined[amount + "_y"]).abs().round() == 0
    return result | {"matched": joined[same], "diff": joined[~same]}
