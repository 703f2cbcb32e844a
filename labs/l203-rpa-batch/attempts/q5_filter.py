# earns: full
def due_date(start, n, calendar, count_first=False):
    opened = calendar[calendar["is_open"].eq(1)]["date"]
    later = opened[opened >= str(start)] if count_first else opened[opened > str(start)]
    if len(later) < n:
        raise ValueError("暦が足りません")
    return date.fromisoformat(later.sort_values().iloc[n - 1])
