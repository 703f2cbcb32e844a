# earns: 4
# says: inf にしましょう
def cost_per_minute(option):
    saved = option["people"] * (option["before"] - option["after"])
    return 0 if saved <= 0 else option["yen"] / saved
