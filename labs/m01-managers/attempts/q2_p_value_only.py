# earns: 0
# says: 何と比べたかを聞きます
# says: 前と後の差
change = four_means["始めた後"] - four_means["始める前"]
q2 = {
    "ask": next(row.id for row in load("questions.csv").itertuples() if "始めていない支所" in row.text),
    "change": float(round(change["先行支所"] - change["ほかの支所"], 1)),
}
q2["ask"] = next(row.id for row in load("questions.csv").itertuples() if "有意" in row.text)
q2["change"] = float(round(change["先行支所"], 1))
