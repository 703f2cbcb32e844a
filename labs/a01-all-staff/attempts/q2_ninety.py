# earns: full
q2 = {"label": "10人中9人の時間", "minutes": 5.0 * round(float(wait.quantile(0.9)) / 5)}
