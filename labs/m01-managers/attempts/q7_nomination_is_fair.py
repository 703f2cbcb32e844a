# earns: 1
# says: 指名: 所属
# says: 研修の前から差がある
biases, conclusions = load("biases.csv"), load("conclusions.csv")
q7 = {
    "volunteer": next(row.id for row in biases.itertuples() if "手を挙げた" in row.text),
    "nominate": next(row.id for row in biases.itertuples() if "出しやすい" in row.text),
    "conclusion": next(row.id for row in conclusions.itertuples() if "言えない" in row.text),
}
q7["nominate"] = next(row.id for row in biases.itertuples() if "くじで" in row.text)
q7["conclusion"] = next(row.id for row in conclusions.itertuples() if "指名の方が効果" in row.text)
