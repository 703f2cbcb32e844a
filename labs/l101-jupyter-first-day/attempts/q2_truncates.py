# earns: 0
# says: 切り捨て
def yen_round(x, digits=0):
    return int(x)
