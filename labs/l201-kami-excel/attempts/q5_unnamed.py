# earns: 0
# says: Unnamed
def flat_header(ws):
    top, bottom = header_rows(ws)
    return [str(ws.cell(top, c).value or f"Unnamed: {c}") for c in range(1, ws.max_column + 1)]
