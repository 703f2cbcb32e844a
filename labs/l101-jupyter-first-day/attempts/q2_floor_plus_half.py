# earns: 7
# says: マイナスの数がちがいます
# says: 1.005
import math
def yen_round(x, digits=0):
    step = 10**digits
    return math.floor(float(x) * step + 0.5) / step
