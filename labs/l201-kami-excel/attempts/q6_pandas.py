# earns: full
def tidy(path):
    wb = load_workbook(path)
    year, code, halls = read_definition(wb)
    found = []
    for name, raw in pd.read_excel(path, sheet_name=None, header=None, dtype=object).items():
        if name == "定義" or wb[name].sheet_state == "hidden":
            continue
        month = month_number(name)
        ym = f"{2018 + year + (month <= 3)}-{month:02d}"
        for i, row in raw.iterrows():
            if pd.isna(row[1]) or hall_key(row[1]) not in halls:
                continue
            for k, slot in enumerate(["午前", "午後", "夜間"]):
                a, b = row[2 + 2 * k], row[3 + 2 * k]
                closed = wb[name].cell(i + 1, 3 + 2 * k).fill.fill_type is not None
                mark = "未回答" if pd.isna(a) else {"-": "該当なし", "…": "未集計"}.get(a, "実績")
                found.append((ym, code, *halls[hall_key(row[1])], slot, a, b, "休館" if closed else mark, row[10]))
    names = ["年月", "全国地方公共団体コード", "施設ID", "施設名", "時間帯", "件数", "人数", "状態", "備考"]
    table = pd.DataFrame(found, columns=names)
    for column in ["件数", "人数"]:
        clean = table[column].where(table["状態"] == "実績").astype("string").str.normalize("NFKC")
        table[column] = pd.to_numeric(clean.str.replace("[,人件]", "", regex=True)).astype("Int64")
    return table.sample(frac=1, random_state=1)
