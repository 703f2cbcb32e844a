# earns: 9
# says: 1.005
def yen_round(x, digits=0):
    unit = Decimal(1).scaleb(-digits)
    return float(Decimal(x).quantize(unit, rounding=ROUND_HALF_UP))
