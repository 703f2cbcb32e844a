# earns: 0
# says: まったく同じ行を2回
def arrival_rate(df, day_type):
    rows = df[(df["day_type"] == day_type) & (df["is_open"] == 1)]
    days = rows["date"].nunique()
    return rows["box"].value_counts().reindex(BOXES, fill_value=0) / days
