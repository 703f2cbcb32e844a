# earns: 0
# says: 1人あたりの数
def windows_rate(df):
    return df["windows"] / df["area_pop"]
