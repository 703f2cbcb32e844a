# earns: 0
# says: 文字が返って
def yen_round(x, digits=0):
    return str(Decimal(str(x)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP))
