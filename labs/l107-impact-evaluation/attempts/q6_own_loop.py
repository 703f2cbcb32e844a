# earns: full
def perm_p(df, start="2025-07"):
    after = df["ym"] >= start
    table = pd.DataFrame(
        {
            "m0": (df["mean_wait"] * df["tickets"]).where(~after, 0),
            "n0": df["tickets"].where(~after, 0),
            "m1": (df["mean_wait"] * df["tickets"]).where(after, 0),
            "n1": df["tickets"].where(after, 0),
        }
    )
    sums = table.groupby(df["branch_code"]).sum()
    pilots = sorted(df.loc[df["pilot"] == 1, "branch_code"].unique())
    whole = sums.sum()

    def gap(chosen):
        i = sums.loc[list(chosen)].sum()
        o = whole - i
        return (i["m1"] / i["n1"] - i["m0"] / i["n0"]) - (o["m1"] / o["n1"] - o["m0"] / o["n0"])

    own = abs(gap(pilots))
    gaps = [abs(gap(chosen)) for chosen in combinations(sums.index, len(pilots))]
    return len([g for g in gaps if g >= own - 1e-9]) / len(gaps)
