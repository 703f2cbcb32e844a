# earns: full
def collect(folder, ym):
    tables = [pd.DataFrame(columns=COLUMNS)]
    issues = []
    marks = set()
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if name[0] == "." or name[:2] == "~$":
            continue
        with open(path, "rb") as file:
            mark = hashlib.md5(file.read()).digest()
        if mark in marks:
            issues.append((name, "重複"))
        else:
            marks.add(mark)
            try:
                table = read_report(path)
                if (table["年月"] != ym).any():
                    raise ValueError("年月")
                tables.append(table)
            except Exception as error:
                issues.append((name, str(error)))
    return pd.concat(tables, ignore_index=True), issues
