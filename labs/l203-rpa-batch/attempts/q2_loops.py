# earns: full
def tidy(text):
    text = unicodedata.normalize("NFKC", text).replace(" ", "")
    return "".join(chr(ord(c) + 96) if "ぁ" <= c <= "ん" else c for c in text)


def reconcile(a, b, key, amount):
    out = {name: [] for name in ["matched", "diff", "only_a", "only_b", "dup"]}
    sides = []
    for table in (a, b):
        side = {}
        for row in table.to_dict("records"):
            side.setdefault(tidy(row[key]), []).append(row)
        sides.append(side)
    for k in set(sides[0]) | set(sides[1]):
        left, right = sides[0].get(k, []), sides[1].get(k, [])
        if len(left) > 1 or len(right) > 1:
            out["dup"] += left + right
        elif not right:
            out["only_a"] += left
        elif not left:
            out["only_b"] += right
        else:
            near = abs(left[0][amount] - right[0][amount]) < 1
            out["matched" if near else "diff"].append({**left[0], **right[0]})
    return {name: pd.DataFrame(rows) for name, rows in out.items()}
