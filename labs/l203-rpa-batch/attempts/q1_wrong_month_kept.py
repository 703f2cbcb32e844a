# earns: 0
# says: 年月のちがう報告
def collect(folder, ym):
    rows, issues, seen = [], [], {}
    for path in sorted(Path(folder).iterdir()):
        if path.name.startswith(("~$", ".")):
            continue
        mark = fingerprint(path)
        if mark in seen:
            issues.append((path.name, "同じ中身: " + seen[mark]))
            continue
        seen[mark] = path.name
        try:
            report = read_report(path)
        except Exception:
            issues.append((path.name, "読めない"))
            continue
        rows += report.to_dict("records")
    return pd.DataFrame(rows, columns=COLUMNS), issues
