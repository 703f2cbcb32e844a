# earns: 0
# says: 1円あたりの分
def cost_per_minute(option):
    return option["people"] * (option["before"] - option["after"]) / option["yen"]
