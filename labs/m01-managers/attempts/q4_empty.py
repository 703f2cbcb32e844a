# earns: 0
# says: 3つの仲間に
q4 = {}
