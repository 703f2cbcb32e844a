# earns: 8
# says: 0から始まって
def fiscal_year(d):
    day = pd.Timestamp(d)
    return day.year if day.month >= 4 else day.year - 1
def fiscal_order(month):
    return (month - 4) % 12
