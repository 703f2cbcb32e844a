# earns: 0
# says: 始まりの日の数え方
def due_date(start, n, calendar, count_first=False):
    is_open = dict(zip(calendar["date"], calendar["is_open"]))
    day = start
    left = n
    while True:
        if day.isoformat() not in is_open:
            stop("暦の表にない日です。次の年度の暦を足してください。")
        if is_open[day.isoformat()] == 1:
            left = left - 1
        if left == 0:
            return day
        day = day + timedelta(days=1)
