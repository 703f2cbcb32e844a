# earns: 2
# says: 自薦にしたから改善した
biases, conclusions = load("biases.csv"), load("conclusions.csv")
q7 = {
    "volunteer": next(row.id for row in biases.itertuples() if "手を挙げた" in row.text),
    "nominate": next(row.id for row in biases.itertuples() if "出しやすい" in row.text),
    "conclusion": next(row.id for row in conclusions.itertuples() if "言えない" in row.text),
}
q7["conclusion"] = next(row.id for row in conclusions.itertuples() if "自薦にすれば" in row.text)
