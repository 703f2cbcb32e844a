# earns: 3
# says: 時間に直しません
q2 = {"label": "中央値", "minutes": round(float(wait.median()) / 60, 2)}
