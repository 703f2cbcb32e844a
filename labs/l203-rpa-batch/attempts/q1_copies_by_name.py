# earns: 0
# says: 中身の指紋
def collect(folder, ym):
    rows, issues, seen = [], [], {}
    for path in sorted(Path(folder).iterdir()):
        if path.name.startswith(("~$", ".")):
            continue
        mark = fingerprint(path)
        if "コピー" in path.name:
            issues.append((path.name, "コピー"))
            continue
        seen[mark] = path.name
        try:
            report = read_report(path)
        except Exception:
            issues.append((path.name, "読めない"))
            continue
        if set(report["年月"]) != {ym}:
            issues.append((path.name, "年月がちがう"))
            continue
        rows += report.to_dict("records")
    return pd.DataFrame(rows, columns=COLUMNS), issues
