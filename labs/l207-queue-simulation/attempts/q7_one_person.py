# earns: 0
# says: 人数をかけて
def cost_per_minute(option):
    saved = option["before"] - option["after"]
    return option["yen"] / saved if saved > 0 else inf
