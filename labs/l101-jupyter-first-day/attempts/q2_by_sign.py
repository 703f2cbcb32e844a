# earns: full
def yen_round(x, digits=0):
    number = Decimal(str(x)) * Decimal(10) ** digits
    sign = -1 if number < 0 else 1
    whole = int(abs(number) + Decimal("0.5")) * sign
    return float(whole / Decimal(10) ** digits)
