# earns: 6
# says: 暦の表にない日
def due_date(start, n, calendar, count_first=False):
    is_open = dict(zip(calendar["date"], calendar["is_open"]))
    day = start if count_first else start + timedelta(days=1)
    left = n
    while True:
        if is_open[day.isoformat()] == 1:
            left = left - 1
        if left == 0:
            return day
        day = day + timedelta(days=1)
