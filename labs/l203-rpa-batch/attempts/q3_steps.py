# earns: full
def wareki(d, style):
    if d.isoformat() >= "2019-05-01":
        era, y = "令和R", d.year - 2018
    elif d.isoformat() >= "1989-01-08":
        era, y = "平成H", d.year - 1988
    else:
        era, y = "昭和S", d.year - 1925
    if style == "略記":
        return era[2] + ".".join(str(n) for n in (y, d.month, d.day))
    if style == "0埋め":
        parts = [str(n).zfill(2) for n in (y, d.month, d.day)]
    else:
        parts = [str(y) if y > 1 else "元", str(d.month), str(d.day)]
    return era[:2] + parts[0] + "年" + parts[1] + "月" + parts[2] + "日"
