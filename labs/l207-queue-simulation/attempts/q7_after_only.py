# earns: 0
# says: 後の分で割っています
def cost_per_minute(option):
    return option["yen"] / (option["people"] * option["after"])
