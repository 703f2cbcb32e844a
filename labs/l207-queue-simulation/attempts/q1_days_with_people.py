# earns: 0
# says: だれも来なかった日も
def arrival_rate(df, day_type):
    rows = df.drop_duplicates()
    rows = rows[(rows["day_type"] == day_type) & (rows["is_open"] == 1)]
    daily = rows.groupby(["box", "date"]).size()
    return daily.groupby("box").mean().reindex(BOXES, fill_value=0)
