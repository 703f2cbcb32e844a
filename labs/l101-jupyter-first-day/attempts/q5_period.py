# earns: full
def fiscal_year(d):
    return pd.Timestamp(d).to_period("Q-MAR").qyear - 1
def fiscal_order(month):
    return (month - 4) % 12 + 1
