# earns: 0
# says: 呼出の記録がない人を除いています
def arrival_rate(df, day_type):
    rows = df.drop_duplicates()
    rows = rows[(rows["day_type"] == day_type) & (rows["is_open"] == 1)]
    days = rows["date"].nunique()
    rows = rows.dropna(subset=["called"])
    return rows["box"].value_counts().reindex(BOXES, fill_value=0) / days
