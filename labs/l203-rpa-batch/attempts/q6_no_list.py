# earns: 0
# says: リスト
def write_ledger(table, ledger):
    draft = str(ledger) + ".tmp"
    table.to_csv(draft, index=False, encoding="utf-8-sig")
    os.replace(draft, ledger)


def look(inbox, ledger, wait):
    paths = [path for path in sorted(Path(inbox).iterdir()) if not path.name.startswith(("~$", "."))]
    sizes = {path: path.stat().st_size for path in paths}
    wait()
    known = set(read_ledger(ledger)["指紋"])
    plan = []
    for path in paths:
        if path.stat().st_size != sizes[path]:
            plan.append((path, "書きこみ中", None))
            continue
        mark = fingerprint(path)
        if mark in known:
            plan.append((path, "処理ずみ", None))
            continue
        try:
            report = read_report(path)
        except Exception as error:
            plan.append((path, "読めない", str(error)))
            continue
        known.add(mark)
        plan.append((path, "足す", report))
    return plan


def process_inbox(inbox, done, error, ledger, wait=rest):
    make_folders(done, error)
    notes = []
    for path, action, detail in look(inbox, ledger, wait):
        if action == "足す":
            write_ledger(pd.concat([read_ledger(ledger), as_lines(detail, path)]), ledger)
        if action in ["足す", "処理ずみ"]:
            shutil.move(path, free_place(done, path.name))
        if action == "読めない":
            place = free_place(error, path.name)
            Path(f"{place}.理由.txt").write_text(detail, encoding="utf-8")
            shutil.move(path, place)
        notes.append((path.name, action))
    return len(notes)
