# earns: 2
# says: 自薦: 自分から
# says: 指名: 所属
biases, conclusions = load("biases.csv"), load("conclusions.csv")
q7 = {
    "volunteer": next(row.id for row in biases.itertuples() if "手を挙げた" in row.text),
    "nominate": next(row.id for row in biases.itertuples() if "出しやすい" in row.text),
    "conclusion": next(row.id for row in conclusions.itertuples() if "言えない" in row.text),
}
q7 |= {"volunteer": q7["nominate"], "nominate": q7["volunteer"]}
