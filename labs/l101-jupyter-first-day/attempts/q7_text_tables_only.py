# earns: 6
# says: 件数が数の表
def total_count(df):
    return df["count"].sum()
def add_up(numbers):
    return sum(numbers)
def count_busy(df, limit):
    return len(df[df["count"].str.len() >= len(str(limit))])
