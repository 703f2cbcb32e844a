# earns: 0
# says: 暦の日数で割っています
def arrival_rate(df, day_type):
    rows = df.drop_duplicates()
    rows = rows[(rows["day_type"] == day_type) & (rows["is_open"] == 1)]
    dates = pd.Series(pd.date_range(df["date"].min(), df["date"].max()).strftime("%Y-%m-%d"))
    days = (day_type_of(dates) == day_type).sum()
    return rows["box"].value_counts().reindex(BOXES, fill_value=0) / days
