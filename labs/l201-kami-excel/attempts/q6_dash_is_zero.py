# earns: 0
# says: 状態が合いません
MARKS = {"-": "該当なし", "…": "未集計", None: "未回答"}


def month_of(sheet_name, year):
    month = month_number(sheet_name)
    first = 2018 + year
    calendar_year = first + 1 if month < 4 else first
    return f"{calendar_year}-{month:02d}"


def state_of(cell):
    if cell.fill.fill_type == "solid":
        return "休館"
    return "実績"


def tidy(path):
    wb = load_workbook(path)
    year, code, halls = read_definition(wb)
    rows = []
    for ws in wb.worksheets:
        if ws.title == "定義" or ws.sheet_state != "visible":
            continue
        place = {name: i + 1 for i, name in enumerate(flat_header(ws))}
        for row in range(header_rows(ws)[1] + 1, ws.max_row + 1):
            hall = halls.get(hall_key(ws.cell(row, place["施設名"]).value))
            if hall is None:
                continue
            for slot in ["午前", "午後", "夜間"]:
                count = ws.cell(row, place[slot + "_件数"])
                people = ws.cell(row, place[slot + "_人数"])
                state = state_of(count)
                used = state == "実績"
                rows.append(
                    {
                        "年月": month_of(ws.title, year),
                        "全国地方公共団体コード": code,
                        "施設ID": hall[0],
                        "施設名": hall[1],
                        "時間帯": slot,
                        "件数": (0 if count.value in MARKS else number_of(count.value)) if used else None,
                        "人数": (0 if people.value in MARKS else number_of(people.value)) if used else None,
                        "状態": state,
                        "備考": ws.cell(row, place["備考"]).value or "",
                    }
                )
    return pd.DataFrame(rows).astype({"件数": "Int64", "人数": "Int64"})
