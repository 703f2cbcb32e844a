# earns: 0
# says: ログ
def run(inbox, done, error, ledger, log, wait=rest, dry=True):
    plan = [f"{path.name}: {action}" for path, action, _ in look(inbox, ledger, wait)]
    print("\n".join(plan))
    if dry:
        return plan
    notes = process_inbox(inbox, done, error, ledger, wait)
    with open(log, "a", encoding="utf-8") as file:
        for name, action in notes:
            pass
    return plan
