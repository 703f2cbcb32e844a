# earns: 0
# says: 銀行型
def yen_round(x, digits=0):
    return round(x, digits)
