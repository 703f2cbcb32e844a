# earns: 0
# says: 年・月・日の数
def wareki(d, style):
    for name, letter, begin in ERAS:
        if d >= begin:
            year = d.year
            if style == "略記":
                return f"{letter}{year}.{d.month}.{d.day}"
            if style == "0埋め":
                return f"{name}{year:02d}年{d.month:02d}月{d.day:02d}日"
            shown = "元" if year == 1 else year
            return f"{name}{shown}年{d.month}月{d.day}日"
