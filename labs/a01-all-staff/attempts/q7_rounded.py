# earns: full
q7 = {
    "page": "よく使う文を単語登録する",
    "before": [30, 31, 29, 30, 30],
    "after": [20, 21, 19, 20, 20],
    "per_day": 6,
    "hours": 4,
    "sentence": "毎朝の案内メールの書き出しで使います。",
}
