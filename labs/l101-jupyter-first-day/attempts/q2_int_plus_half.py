# earns: 4
# says: マイナスの数がちがいます
# says: けた（digits）
# says: 文字や Decimal
def yen_round(x, digits=0):
    return int(x + 0.5)
