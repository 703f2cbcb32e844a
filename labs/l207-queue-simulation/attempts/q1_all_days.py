# earns: 0
# says: ほかの種類の日まで日数に入っています
def arrival_rate(df, day_type):
    rows = df.drop_duplicates()
    rows = rows[rows["is_open"] == 1]
    days = rows["date"].nunique()
    rows = rows[rows["day_type"] == day_type]
    return rows["box"].value_counts().reindex(BOXES, fill_value=0) / days
