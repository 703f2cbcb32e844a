# earns: 0
# says: 1行目と2行目
# says: 年・月・日
q3 = {"decision": {}, "reason": {}}
