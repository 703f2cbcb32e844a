# earns: 0
# says: 黙ってとばさず
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
            continue
        if set(report["年月"]) != {ym}:
            issues.append((path.name, "年月がちがう"))
            continue
        rows += report.to_dict("records")
    return pd.DataFrame(rows, columns=COLUMNS), issues
