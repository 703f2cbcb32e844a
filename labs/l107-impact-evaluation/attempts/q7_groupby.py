# earns: full
def rct(df):
    stats = df.groupby("arm")["attended"].agg(["mean", "size"])
    variance = stats["mean"] * (1 - stats["mean"]) / stats["size"]
    se = variance.sum() ** 0.5
    diff = stats.loc["B", "mean"] - stats.loc["A", "mean"]
    return {
        "diff": diff,
        "ci_low": diff - 1.96 * se,
        "ci_high": diff + 1.96 * se,
        "n_a": stats.loc["A", "size"],
        "n_b": stats.loc["B", "size"],
    }


def balance(df):
    groups = df.groupby("arm")[["age", "last_year"]]
    means, variances = groups.mean(), groups.var()
    gap = (means.loc["B"] - means.loc["A"]) / (variances.mean() ** 0.5)
    return {"age": gap["age"], "last_year": gap["last_year"]}
