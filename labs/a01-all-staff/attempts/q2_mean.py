# earns: 0
# says: 長い待ちに引き上げられています
q2 = {"label": "平均", "minutes": 20}
