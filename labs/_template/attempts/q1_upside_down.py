# earns: 0
# says: 逆です
def windows_rate(df):
    return df["area_pop"] / df["windows"]
