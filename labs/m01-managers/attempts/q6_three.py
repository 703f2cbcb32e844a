# earns: 3
# says: 4つがそろっているか
WANTED_WORDS = ("何のために", "困りごと", "項目まで", "要る分", "だれが見て", "置き場所", "いつやめる", "やめる条件")
q6 = [row.id for row in load("approvals.csv").itertuples() if any(word in row.text for word in WANTED_WORDS)]
q6 = q6[:3]
