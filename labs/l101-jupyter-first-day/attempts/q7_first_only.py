# earns: 3
# says: ② add_up
# says: ③ count_busy
def total_count(df):
    return df["count"].sum()
def add_up(numbers):
    return numbers + 0
def count_busy(df, limit):
    return len(df[df["count"] >= limit])
