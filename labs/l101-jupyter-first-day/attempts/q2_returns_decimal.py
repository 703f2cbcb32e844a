# earns: full
def yen_round(x, digits=0):
    return Decimal(str(x)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
