# earns: full
def arrival_rate(df, day_type):
    rows = df.drop_duplicates()
    rows = rows[(rows["day_type"] == day_type) & (rows["is_open"] == 1)]
    counts = rows.groupby("box")["ticket_id"].count().sort_values()
    found = {box: counts.get(box, 0) / rows["date"].nunique() for box in BOXES[::-1]}
    return pd.Series(found)
