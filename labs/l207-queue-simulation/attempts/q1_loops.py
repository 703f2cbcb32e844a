# earns: full
def arrival_rate(df, day_type):
    seen, people, days = set(), dict.fromkeys(BOXES, 0), set()
    for row in df.to_dict("records"):
        if row["ticket_id"] in seen or row["is_open"] != 1 or row["day_type"] != day_type:
            continue
        seen.add(row["ticket_id"])
        days.add(row["date"])
        if row["box"] in people:
            people[row["box"]] += 1
    return [people[box] / len(days) for box in BOXES]
