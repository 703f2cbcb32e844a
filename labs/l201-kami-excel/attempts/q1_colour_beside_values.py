# earns: 5
# says: L1-11
def has_colour(wb):
    return any(cell.fill.fill_type == "solid" for cell in every_cell(wb) if cell.value is not None)


def has_merged(wb):
    return any(len(ws.merged_cells.ranges) > 0 for ws in wb.worksheets)


def has_hidden(wb):
    sheets = any(ws.sheet_state != "visible" for ws in wb.worksheets)
    rows = any(size.hidden for ws in wb.worksheets for size in ws.row_dimensions.values())
    columns = any(size.hidden for ws in wb.worksheets for size in ws.column_dimensions.values())
    return sheets or rows or columns


def has_number_text(wb):
    texts = [text for text in every_text(wb) if not only_digits(text)]
    return any(re.fullmatch(NUMBER_TEXT, text) for text in texts)


def audit(path):
    wb = load_workbook(path)
    looks = {
        "L1-02": has_two_tables,
        "L1-03": has_split,
        "L1-04": has_memo,
        "L1-06": has_padding,
        "L1-07": has_two_values,
        "L1-08": has_odd_letter,
        "L1-11": has_colour,
        "L1-12": has_merged,
        "L1-13": has_hidden,
        "L2-01": has_number_text,
        "L2-03": has_same_names,
        "L3-05": has_era,
    }
    return {rule for rule, look in looks.items() if look(wb)}
