# earns: full
def due_date(start, n, calendar, count_first=False):
    opened = set(calendar.loc[calendar["is_open"] == 1, "date"])
    last = calendar["date"].max()
    day = start - timedelta(days=1) if count_first else start
    while n:
        day += timedelta(days=1)
        if str(day) > last:
            stop("暦がありません")
        n -= str(day) in opened
    return day
