# earns: 0
# says: 引く順番が逆です
def cost_per_minute(option):
    saved = option["people"] * (option["after"] - option["before"])
    return inf if saved == 0 else option["yen"] / saved
