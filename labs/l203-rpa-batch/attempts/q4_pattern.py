# earns: full
import re as regex


def render_letters(template, rows):
    done, bad = [], []
    marks = set(regex.findall(r"\{\{(\w+)\}\}", template))
    for row in rows:
        lacking = [n for n in ("name", "address1", "amount", "due") if not row[n].strip()]
        lacking += sorted(marks - set(row))
        if lacking:
            bad.append([row["id"], f"{lacking}がありません"])
            continue
        own = {**row, "due": wareki(date.fromisoformat(row["due"]), "普通"), "amount": format(int(row["amount"]), ",")}
        done.append([row["id"], regex.sub(r"\{\{(\w+)\}\}", lambda m: own[m[1]], template)])
    return done, bad
