# earns: 4
# says: inf にしましょう
def cost_per_minute(option):
    return option["yen"] / (option["people"] * (option["before"] - option["after"]))
