# earns: 0
# says: 先頭のゼロ
codes = load("codes.csv").set_index("id")["text"]
q4 = {"code": codes["code"], "postal": codes["postal"]}
