# earns: 5
# says: 信頼区間がちがいます
def rct(df):
    group_a = df[df["arm"] == "A"]
    group_b = df[df["arm"] == "B"]
    rate_a = group_a["attended"].mean()
    rate_b = group_b["attended"].mean()
    n_a, n_b = len(group_a), len(group_b)
    se = (rate_b * (1 - rate_b) / n_b) ** 0.5
    diff = rate_b - rate_a
    return {"diff": diff, "ci_low": diff - 1.96 * se, "ci_high": diff + 1.96 * se, "n_a": n_a, "n_b": n_b}


def balance(df):
    result = {}
    for column in ["age", "last_year"]:
        in_a = df.loc[df["arm"] == "A", column]
        in_b = df.loc[df["arm"] == "B", column]
        spread = ((in_a.std() ** 2 + in_b.std() ** 2) / 2) ** 0.5
        result[column] = (in_b.mean() - in_a.mean()) / spread
    return result
