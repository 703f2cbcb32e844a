# earns: 0
# says: 計画の言葉
def run(inbox, done, error, ledger, log, wait=rest, dry=True):
    plan = [path.name for path, action, _ in look(inbox, ledger, wait)]
    print("\n".join(plan))
    if dry:
        return plan
    notes = process_inbox(inbox, done, error, ledger, wait)
    with open(log, "a", encoding="utf-8") as file:
        for name, action in notes:
            file.write(f"{time.strftime('%Y-%m-%d %H:%M')} {name}: {action}\n")
    return plan
