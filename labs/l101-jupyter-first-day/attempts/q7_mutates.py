# earns: 6
# says: 元の表を変えて
def total_count(df):
    return df["count"].sum()
def add_up(numbers):
    return sum(numbers)
def count_busy(df, limit):
    df["count"] = df["count"].astype(int)
    return len(df[df["count"] >= limit])
