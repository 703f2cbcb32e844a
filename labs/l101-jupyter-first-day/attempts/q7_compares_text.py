# earns: 6
# says: 文字どうし
def total_count(df):
    return df["count"].sum()
def add_up(numbers):
    total = 0
    for n in numbers:
        total = total + n
    return total
def count_busy(df, limit):
    return len(df[df["count"].astype(str) >= str(limit)])
