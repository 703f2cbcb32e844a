# earns: 4
# says: 1月始まり
def fiscal_year(d):
    return pd.Timestamp(d).year
def fiscal_order(month):
    return month - 3 if month >= 4 else month + 9
