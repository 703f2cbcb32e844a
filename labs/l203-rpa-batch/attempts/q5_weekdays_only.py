# earns: 0
# says: 曜日だけ
def due_date(start, n, calendar, count_first=False):
    day = start if count_first else start + timedelta(days=1)
    left = n
    while True:
        if day.weekday() < 5:
            left = left - 1
        if left == 0:
            return day
        day = day + timedelta(days=1)
