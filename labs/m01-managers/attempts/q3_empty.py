# earns: 0
# says: 答えの形
q3 = "継続"
