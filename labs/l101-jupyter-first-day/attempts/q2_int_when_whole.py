# earns: full
def yen_round(x, digits=0):
    rounded = Decimal(str(x)).quantize(Decimal("1e" + str(-digits)), rounding=ROUND_HALF_UP)
    return int(rounded) if digits <= 0 else float(rounded)
