# earns: 0
# says: 何も返ってきません
def yen_round(x, digits=0):
    print(Decimal(str(x)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP))
