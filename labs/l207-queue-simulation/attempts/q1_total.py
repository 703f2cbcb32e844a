# earns: 0
# says: 合計のままです
def arrival_rate(df, day_type):
    rows = df.drop_duplicates()
    rows = rows[(rows["day_type"] == day_type) & (rows["is_open"] == 1)]
    days = 1
    return rows["box"].value_counts().reindex(BOXES, fill_value=0) / days
