# earns: 3
# says: 平均の方
q2 = {"label": "中央値", "minutes": 5 * round(float(wait.mean()) / 5)}
