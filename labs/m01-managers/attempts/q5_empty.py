# earns: 0
# says: 28の週
q5 = {}
