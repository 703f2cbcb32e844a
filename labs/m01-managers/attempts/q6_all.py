# earns: 0
# says: 業者の「大丈夫」
q6 = list(load("approvals.csv")["id"])
