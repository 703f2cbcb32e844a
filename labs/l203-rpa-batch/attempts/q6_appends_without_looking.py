# earns: 0
# says: 足す前に、指紋
def process_inbox(inbox, done, error, ledger, wait=rest):
    make_folders(done, error)
    notes = []
    paths = [path for path in sorted(Path(inbox).iterdir()) if not path.name.startswith(("~$", "."))]
    sizes = {path: path.stat().st_size for path in paths}
    wait()
    for path in paths:
        if path.stat().st_size != sizes[path]:
            notes.append((path.name, "書きこみ中"))
            continue
        try:
            lines = as_lines(read_report(path), path)
        except Exception as problem:
            place = free_place(error, path.name)
            Path(f"{place}.txt").write_text(str(problem))
            shutil.move(path, place)
            notes.append((path.name, "読めない"))
            continue
        lines.to_csv(ledger, mode="a", header=not Path(ledger).exists(), index=False)
        shutil.move(path, free_place(done, path.name))
        notes.append((path.name, "足す"))
    return notes
