# earns: 7
# says: 空のリスト
def total_count(df):
    return df["count"].sum()
def add_up(numbers):
    total = numbers[0]
    for n in numbers[1:]:
        total = total + n
    return total
def count_busy(df, limit):
    return len(df[df["count"].astype(int) >= limit])
