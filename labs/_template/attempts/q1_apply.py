# earns: full
def windows_rate(df):
    return df.apply(lambda row: 10000 * row["windows"] / row["area_pop"], axis=1)
