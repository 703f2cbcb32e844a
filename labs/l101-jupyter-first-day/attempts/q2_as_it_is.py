# earns: 0
# says: 受け取った数のまま
def yen_round(x, digits=0):
    return float(x)
