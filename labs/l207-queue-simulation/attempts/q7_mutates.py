# earns: 6
# says: 元の物が変わっています
def cost_per_minute(option):
    option["saved"] = option["people"] * (option["before"] - option["after"])
    return inf if option["saved"] <= 0 else option["yen"] / option["saved"]
