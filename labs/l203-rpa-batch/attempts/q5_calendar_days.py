# earns: 0
# says: 閉まっている日も
def due_date(start, n, calendar, count_first=False):
    return start + timedelta(days=n)
