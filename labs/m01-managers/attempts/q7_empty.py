# earns: 0
# says: 答えの形
q7 = ["ア"]
