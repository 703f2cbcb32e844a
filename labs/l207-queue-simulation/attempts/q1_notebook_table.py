# earns: 0
# says: 1日あたりの人数と合いません
def arrival_rate(df, day_type):
    rows = tickets.drop_duplicates()
    rows = rows[(rows["day_type"] == day_type) & (rows["is_open"] == 1)]
    days = rows["date"].nunique()
    return rows["box"].value_counts().reindex(BOXES, fill_value=0) / days
