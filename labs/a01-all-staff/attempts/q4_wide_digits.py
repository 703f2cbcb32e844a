# earns: full
codes = load("codes.csv").set_index("id")["text"]
wide = str.maketrans("0123456789-", "０１２３４５６７８９－")
q4 = {"code": str(int(codes["code"])).translate(wide), "postal": f" {codes['postal'].translate(wide)} "}
