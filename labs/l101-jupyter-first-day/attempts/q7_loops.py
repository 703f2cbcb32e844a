# earns: full
def total_count(df):
    return sum(df["count"].tolist())
def add_up(numbers):
    total = 0
    for n in numbers:
        total += n
    return total
def count_busy(df, limit):
    found = 0
    for value in df["count"]:
        if int(value) >= limit:
            found = found + 1
    return found
