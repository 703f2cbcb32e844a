# earns: 0
# says: 待ち時間が合いません
def simulate(arrivals, services, c):
    check_order(arrivals)
    return [0] * len(arrivals)
