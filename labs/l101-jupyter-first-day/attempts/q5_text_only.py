# earns: 9
# says: 日付を渡したとき
def fiscal_year(d):
    year, month = int(d[:4]), int(d[5:7])
    return year if month >= 4 else year - 1
def fiscal_order(month):
    return month - 3 if month >= 4 else month + 9
