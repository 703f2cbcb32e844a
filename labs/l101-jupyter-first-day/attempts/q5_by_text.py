# earns: full
def fiscal_year(d):
    year, month = str(d)[:7].split("-")
    return int(year) - (int(month) < 4)
def fiscal_order(month):
    return [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3].index(month) + 1
