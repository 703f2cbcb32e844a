# earns: full
def known_marks(ledger):
    if not Path(ledger).exists():
        return []
    return [line.split(",")[0] for line in Path(ledger).read_text(encoding="utf-8").splitlines()]


def process_inbox(inbox, done, error, ledger, wait=rest):
    Path(done).mkdir(exist_ok=True)
    Path(error).mkdir(exist_ok=True)
    before = {p.name: p.stat().st_size for p in Path(inbox).iterdir() if p.name[0] != "." and p.name[:2] != "~$"}
    wait()
    notes = []
    for name, size in before.items():
        path = Path(inbox, name)
        if path.stat().st_size != size:
            notes.append((name, "まだ届いていない"))
            continue
        if fingerprint(path) in known_marks(ledger):
            path.rename(free_place(done, name))
            notes.append((name, "処理ずみ"))
            continue
        try:
            report = read_report(path)
        except Exception as problem:
            to = free_place(error, name)
            to.with_suffix(".why").write_text(repr(problem), encoding="utf-8")
            path.rename(to)
            notes.append((name, "読めない"))
            continue
        text = as_lines(report, path).to_csv(index=False, header=False)
        if not Path(ledger).exists() or Path(ledger).stat().st_size == 0:
            text = ",".join(LEDGER) + "\n" + text
        with open(ledger, "a", encoding="utf-8") as file:
            file.write(text)
        path.rename(free_place(done, name))
        notes.append((name, "足す"))
    return notes
