# earns: 0
# says: 文字を返し
def wareki(d, style):
    for name, letter, begin in ERAS[:1]:
        if d >= begin:
            year = d.year - begin.year + 1
            if style == "略記":
                return f"{letter}{year}.{d.month}.{d.day}"
            if style == "0埋め":
                return f"{name}{year:02d}年{d.month:02d}月{d.day:02d}日"
            shown = "元" if year == 1 else year
            return f"{name}{shown}年{d.month}月{d.day}日"
