# earns: 0
# says: 日の種類を選んでいません
def arrival_rate(df, day_type):
    rows = df.drop_duplicates()
    rows = rows[rows["is_open"] == 1]
    days = rows["date"].nunique()
    return rows["box"].value_counts().reindex(BOXES, fill_value=0) / days
