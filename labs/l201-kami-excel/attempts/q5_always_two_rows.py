# earns: 0
# says: 同じ名前
def flat_header(ws):
    top, bottom = 4, 5
    names = []
    for column in range(1, ws.max_column + 1):
        parts = []
        for row in range(top, bottom + 1):
            value = shown_value(ws, row, column)
            if value is None:
                continue
            text = str(value).replace("\n", "")
            if text not in parts:
                parts.append(text)
        names.append("_".join(parts))
    return names
