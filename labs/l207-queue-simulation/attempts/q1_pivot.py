# earns: full
def arrival_rate(df, day_type):
    rows = df.drop_duplicates()
    rows = rows[(rows["day_type"] == day_type) & (rows["is_open"] == 1)]
    daily = rows.pivot_table(index="date", columns="box", values="ticket_id", aggfunc="count", fill_value=0)
    return daily.reindex(columns=BOXES, fill_value=0).mean()
