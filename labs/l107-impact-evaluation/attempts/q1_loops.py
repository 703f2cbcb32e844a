# earns: full
def before_after(df, start):
    minutes = {"mae": 0, "ato": 0}
    people = {"mae": 0, "ato": 0}
    for _, row in df.iterrows():
        if row["pilot"] == 1:
            when = "ato" if row["ym"] >= start else "mae"
            minutes[when] += row["mean_wait"] * row["tickets"]
            people[when] += row["tickets"]
    return minutes["ato"] / people["ato"] - minutes["mae"] / people["mae"]
