# earns: 0
# says: コンマ
REQUIRED = ["name", "address1", "amount", "due"]


def render_letters(template, rows):
    letters, errors = [], []
    for row in rows:
        missing = [name for name in REQUIRED if row[name].strip() == ""]
        if missing:
            errors.append((row["id"], "値がない: " + "、".join(missing)))
            continue
        values = dict(row)
        values["due"] = wareki(date.fromisoformat(row["due"]), "普通")
        text = template
        for name, value in values.items():
            text = text.replace("{{" + name + "}}", value)
        if "{{" in text:
            errors.append((row["id"], "目印が残っている"))
            continue
        letters.append((row["id"], text))
    return letters, errors
