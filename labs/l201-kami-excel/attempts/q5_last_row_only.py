# earns: 0
# says: 同じ名前
def flat_header(ws):
    top, bottom = header_rows(ws)
    return [str(shown_value(ws, bottom, c)).replace("\n", "") for c in range(1, ws.max_column + 1)]
