# earns: full
def run(inbox, done, error, ledger, log, wait=rest, dry=True):
    plan = []
    for path, action, _ in look(inbox, ledger, wait):
        plan.append(path.name + " を「" + action + "」")
        print(plan[-1])
    if not dry:
        lines = [f"{date.today()} {name} {action}" for name, action in process_inbox(inbox, done, error, ledger, wait)]
        old = Path(log).read_text(encoding="utf-8") if Path(log).exists() else ""
        Path(log).write_text(old + "\n".join(lines) + "\n", encoding="utf-8")
    return plan
