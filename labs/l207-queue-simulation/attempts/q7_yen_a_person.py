# earns: 0
# says: 1人あたりの円
def cost_per_minute(option):
    return option["yen"] / option["people"]
