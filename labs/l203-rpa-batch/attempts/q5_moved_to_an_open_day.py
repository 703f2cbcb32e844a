# earns: 0
# says: 開庁日のときだけ
def due_date(start, n, calendar, count_first=False):
    is_open = dict(zip(calendar["date"], calendar["is_open"]))
    day = start + timedelta(days=n - 1 if count_first else n)
    while is_open[day.isoformat()] == 0:
        day = day + timedelta(days=1)
    return day
