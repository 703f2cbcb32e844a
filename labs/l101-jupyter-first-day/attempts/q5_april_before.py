# earns: 4
# says: 4月が前の年度
def fiscal_year(d):
    day = pd.Timestamp(d)
    return day.year if day.month > 4 else day.year - 1
def fiscal_order(month):
    return month - 3 if month >= 4 else month + 9
