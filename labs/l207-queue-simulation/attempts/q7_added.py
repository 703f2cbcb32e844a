# earns: 0
# says: 1分あたりの円と合いません
def cost_per_minute(option):
    return option["yen"] / (option["people"] + option["before"] - option["after"])
