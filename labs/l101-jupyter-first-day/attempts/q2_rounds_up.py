# earns: 0
# says: 真ん中でない
def yen_round(x, digits=0):
    from decimal import ROUND_UP
    return float(Decimal(str(x)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_UP))
