# earns: 6
# says: ちょうど limit
def total_count(df):
    return df["count"].sum()
def add_up(numbers):
    return sum(numbers)
def count_busy(df, limit):
    return len(df[df["count"].astype(int) > limit])
