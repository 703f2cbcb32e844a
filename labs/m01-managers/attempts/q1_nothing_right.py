# earns: 0
# says: 1,000分の1
# says: 1つ選びましょう
q1 = {"n2026": 5.5, "n2040": 8.9, "statement": "減る"}
