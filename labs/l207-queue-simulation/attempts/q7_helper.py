# earns: full
def cost_per_minute(option):
    gain = max(option["before"] - option["after"], 0) * option["people"]
    try:
        return option["yen"] / gain
    except ZeroDivisionError:
        return float("inf")
