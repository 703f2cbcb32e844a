# earns: 3
# says: 5分きざみ
q2 = {"label": "10人中9人の時間", "minutes": float(wait.quantile(0.9)) + 0.1}
