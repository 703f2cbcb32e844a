# earns: full
def did(df, start="2025-07"):
    minutes = {}
    people = {}
    for pilot, ym, wait, tickets in zip(df["pilot"], df["ym"], df["mean_wait"], df["tickets"]):
        cell = (pilot, ym >= start)
        minutes[cell] = minutes.get(cell, 0) + wait * tickets
        people[cell] = people.get(cell, 0) + tickets
    mean = {cell: minutes[cell] / people[cell] for cell in minutes}
    return (mean[1, True] - mean[1, False]) - (mean[0, True] - mean[0, False])
