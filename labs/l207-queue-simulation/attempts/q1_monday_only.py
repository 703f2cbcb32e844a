# earns: 0
# says: 決めうち
def arrival_rate(df, day_type):
    rows = df.drop_duplicates()
    rows = rows[(rows["day_type"] == "月曜") & (rows["is_open"] == 1)]
    days = rows["date"].nunique()
    return rows["box"].value_counts().reindex(BOXES, fill_value=0) / days
