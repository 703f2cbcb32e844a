# earns: 0
# says: 読めるものは
def collect(folder, ym):
    rows, issues, seen = [], [], {}
    try:
        for path in sorted(Path(folder).iterdir()):
            if path.name.startswith(("~$", ".")):
                continue
            mark = fingerprint(path)
            if mark in seen:
                issues.append((path.name, "同じ中身: " + seen[mark]))
                continue
            seen[mark] = path.name
            report = read_report(path)
            if set(report["年月"]) != {ym}:
                issues.append((path.name, "年月がちがう"))
                continue
            rows += report.to_dict("records")
    except Exception:
        issues.append((path.name, "読めない"))
    return pd.DataFrame(rows, columns=COLUMNS), issues
