# earns: 5
# says: 0から100まで
free = [row.id for row in weeks.itertuples() if not row.busy]
base, extra = divmod(200, len(free))
rested = [row.id for row in colleagues.itertuples() if row.overtime < 20]
q5 = {
    "hours": {
        str(row.id): 0 if row.busy else base + (free.index(row.id) < extra) for row in weeks.itertuples()
    },
    "cover": {row.id: 2 if row.id in rested else 0 for row in colleagues.itertuples()},
    "in_hours": 95,
}
q5["in_hours"] = 950
