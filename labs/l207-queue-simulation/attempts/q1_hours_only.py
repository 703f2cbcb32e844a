# earns: 0
# says: 閉庁日が日数に入っています
def arrival_rate(df, day_type):
    rows = df.drop_duplicates()
    rows = rows[(rows["day_type"] == day_type) & rows["box"].isin(BOXES)]
    days = rows["date"].nunique()
    return rows["box"].value_counts().reindex(BOXES, fill_value=0) / days
