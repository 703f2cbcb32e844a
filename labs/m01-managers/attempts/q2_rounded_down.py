# earns: full
change = four_means["始めた後"] - four_means["始める前"]
q2 = {
    "ask": next(row.id for row in load("questions.csv").itertuples() if "始めていない支所" in row.text),
    "change": float(round(change["先行支所"] - change["ほかの支所"], 1)),
}
q2["change"] = float(change["先行支所"] - change["ほかの支所"]) + 0.2
