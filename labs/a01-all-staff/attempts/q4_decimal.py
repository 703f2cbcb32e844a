# earns: 0
# says: 小数点は付きません
codes = load("codes.csv").set_index("id")["text"]
q4 = {"code": str(float(codes["code"])), "postal": codes["postal"]}
