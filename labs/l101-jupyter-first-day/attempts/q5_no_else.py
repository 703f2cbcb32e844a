# earns: 0
# says: 何も返ってこない月
def fiscal_year(d):
    day = pd.Timestamp(d)
    if day.month >= 4:
        return day.year
def fiscal_order(month):
    if month >= 4:
        return month - 3
