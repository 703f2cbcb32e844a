# earns: 7
# says: 最後の数だけ
def total_count(df):
    return df["count"].sum()
def add_up(numbers):
    total = 0
    for n in numbers:
        last = n
    total = total + last
    return total
def count_busy(df, limit):
    return len(df[df["count"].astype(int) >= limit])
