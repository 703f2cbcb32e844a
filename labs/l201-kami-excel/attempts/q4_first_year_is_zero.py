# earns: 0
# says: 元年は1年
def parse_jp_date(x):
    text = unicodedata.normalize("NFKC", str(x)).strip()
    if text == "":
        return (None, "空欄")
    if re.fullmatch("[0-9]{5}", text):
        return (date(1899, 12, 30) + timedelta(days=int(text)), "")
    era = ""
    parts = re.fullmatch("(令和|平成|昭和|R|H|S)(元|[0-9]+)[年.]([0-9]+)[月.]([0-9]+)日?", text)
    if parts:
        era = SHORT.get(parts[1], parts[1])
        number = 0 if parts[2] == "元" else int(parts[2])
        year = ERAS[era][0].year + number - 1
    else:
        parts = re.fullmatch("()([0-9]{4})[/.-]([0-9]+)[/.-]([0-9]+)", text)
        if not parts:
            return (None, "読めない")
        year = int(parts[2])
    try:
        day = date(year, int(parts[3]), int(parts[4]))
    except ValueError:
        return (None, "存在しない日")
    if era and not ERAS[era][0] <= day <= ERAS[era][1]:
        return (day, "改元後")
    return (day, "")
