# earns: 7
# says: 空らん
def total_count(df):
    return df["count"].sum()
def add_up(numbers):
    return ____
def count_busy(df, limit):
    return len(df[df["count"].astype(int) >= limit])
