# earns: 0
# says: 箱は BOXES の18個です
def arrival_rate(df, day_type):
    rows = df.drop_duplicates()
    rows = rows[(rows["day_type"] == day_type) & (rows["is_open"] == 1)]
    return rows["box"].value_counts() / rows["date"].nunique()
