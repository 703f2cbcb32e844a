# earns: 7.5
# says: 元の物が変わっています
def arrival_rate(df, day_type):
    df.drop_duplicates(inplace=True)
    rows = df[(df["day_type"] == day_type) & (df["is_open"] == 1)]
    days = rows["date"].nunique()
    return rows["box"].value_counts().reindex(BOXES, fill_value=0) / days
