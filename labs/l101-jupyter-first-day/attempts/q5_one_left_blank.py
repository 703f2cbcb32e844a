# earns: 4
# says: 空らん
def fiscal_year(d):
    return ____
def fiscal_order(month):
    return month - 3 if month >= 4 else month + 9
