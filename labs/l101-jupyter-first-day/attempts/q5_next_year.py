# earns: 4
# says: 4月から新しい年の番号
def fiscal_year(d):
    day = pd.Timestamp(d)
    return day.year + 1 if day.month >= 4 else day.year
def fiscal_order(month):
    return month - 3 if month >= 4 else month + 9
