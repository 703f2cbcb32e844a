# earns: 0
# says: 合いません
def windows_rate(df):
    return branches["windows"] / branches["area_pop"] * 10000
