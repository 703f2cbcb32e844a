# earns: full
import tempfile


def one(path, size, done, error, ledger):
    if os.path.getsize(path) != size:
        return "書きこみ中"
    book = read_ledger(ledger)
    if (book["指紋"] == fingerprint(path)).any():
        os.rename(path, free_place(done, path.name))
        return "処理ずみ"
    try:
        book = pd.concat([book, as_lines(read_report(path), path)])
    except Exception as problem:
        goal = free_place(error, path.name)
        Path(str(goal) + ".理由.txt").write_text(f"読めません: {problem}", encoding="utf-8")
        os.rename(path, goal)
        return "読めない"
    handle, draft = tempfile.mkstemp(dir=Path(ledger).parent)
    os.close(handle)
    book.to_csv(draft, index=False, encoding="utf-8-sig")
    Path(draft).replace(ledger)
    os.rename(path, free_place(done, path.name))
    return "足す"


def process_inbox(inbox, done, error, ledger, wait=rest):
    make_folders(done, error)
    seen = [(p, os.path.getsize(p)) for p in Path(inbox).glob("*") if not p.name.startswith((".", "~$"))]
    wait()
    return [(p.name, one(p, size, done, error, ledger)) for p, size in seen]
