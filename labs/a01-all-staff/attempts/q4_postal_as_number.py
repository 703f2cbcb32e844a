# earns: 2
# says: 数として読めません
codes = load("codes.csv").set_index("id")["text"]
q4 = {"code": str(int(codes["code"])), "postal": codes["postal"].replace("-", "").lstrip("0")}
