# earns: 0
# says: 区分の境
def flat_header(ws):
    top, bottom = header_rows(ws)
    rows = [[ws.cell(r, c).value for c in range(1, ws.max_column + 1)] for r in range(top, bottom + 1)]
    upper = pd.Series(rows[0]).ffill()
    names = []
    for above, below in zip(upper, rows[-1]):
        names.append(above if below is None else above + "_" + below.replace("\n", ""))
    return names
