# earns: full
def average(df):
    return sum(df["wait"]) / len(df)
