# earns: full
def flat_header(ws):
    top, bottom = header_rows(ws)
    grid = {(c.row, c.column): c.value for row in ws.iter_rows(min_row=top, max_row=bottom) for c in row}
    for area in list(ws.merged_cells.ranges):
        for r, c in area.cells:
            if (r, c) in grid:
                grid[r, c] = ws.cell(area.min_row, area.min_col).value
    names = []
    for c in range(1, ws.max_column + 1):
        words = [grid[r, c].replace("\n", "") for r in range(top, bottom + 1) if grid[r, c]]
        names.append("_".join(dict.fromkeys(words)))
    return names
