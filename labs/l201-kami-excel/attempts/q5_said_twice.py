# earns: 0
# says: 同じ言葉は1回
def flat_header(ws):
    top, bottom = header_rows(ws)
    names = []
    for column in range(1, ws.max_column + 1):
        parts = []
        for row in range(top, bottom + 1):
            value = shown_value(ws, row, column)
            if value is None:
                continue
            text = str(value).replace("\n", "")
            parts.append(text)
        names.append("_".join(parts))
    return names
