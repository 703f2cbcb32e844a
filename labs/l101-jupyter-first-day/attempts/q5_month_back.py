# earns: full
def fiscal_year(d):
    return (pd.Timestamp(d) - pd.DateOffset(months=3)).year
def fiscal_order(month):
    if month < 4:
        month = month + 12
    return month - 3
