# earns: full
def judge(path, ym):
    try:
        report = read_report(path)
    except Exception as error:
        return None, f"読めません（{error}）"
    return (report, "") if list(report["年月"].unique()) == [ym] else (None, "別の年月の報告")


def collect(folder, ym):
    paths = [p for p in Path(folder).iterdir() if not p.name.startswith(".") and not p.name.startswith("~$")]
    first = {}
    for path in sorted(paths, reverse=True):
        first.setdefault(path.read_bytes(), path)
    judged = {path: judge(path, ym) for path in first.values()}
    issues = [[p.name, "重複"] for p in paths if p not in judged]
    issues += [[p.name, why] for p, (_, why) in judged.items() if why]
    rows = [row for report, _ in judged.values() if report is not None for row in report.to_dict("records")]
    return pd.DataFrame(rows, columns=COLUMNS), issues
