# earns: full
table = load("pilots.csv").set_index("id")
letter = load("reasons.csv").set_index("text")["id"]
decision, reason = {}, {}
for name in table.index:
    low, high, least = table.loc[name, "ci_low"], table.loc[name, "ci_high"], table.loc[name, "min_effect"]
    if low >= least and table.loc[name, "benefit_year"] >= table.loc[name, "cost_year"]:
        decision[name], reason[name] = "拡大", letter["幅の下端が最小効果以上で、便益も費用以上"]
    elif low >= least:
        decision[name], reason[name] = "継続", letter["幅の下端は最小効果以上だが、便益が費用より少ない"]
    elif high < least:
        decision[name], reason[name] = "中止", letter["幅の上端が最小効果より小さい"]
    else:
        decision[name], reason[name] = "継続", letter["最小効果が幅の中にあり、まだ決められない"]
q3 = {
    "decision": decision,
    "reason": reason,
    "expand": "ウ",
    "stop": "イ",
    "otherwise": "ア",
    "stop_date": "2027年3月31日",
}
