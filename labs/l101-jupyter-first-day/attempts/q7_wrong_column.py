# earns: 7
# says: ① total_count
def total_count(df):
    return len(df["count"])
def add_up(numbers):
    return sum(numbers)
def count_busy(df, limit):
    return len(df[df["count"].astype(int) >= limit])
