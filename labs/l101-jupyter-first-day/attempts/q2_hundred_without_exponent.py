# earns: 8
# says: けた（digits）
def yen_round(x, digits=0):
    return float(Decimal(str(x)).quantize(Decimal(10) ** -digits, rounding=ROUND_HALF_UP))
