# earns: 0
# says: 中央値を返しています
def average(df):
    return float(df["wait"].median())
