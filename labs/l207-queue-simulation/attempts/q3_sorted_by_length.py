# earns: 0
# says: 待ち時間が合いません
def simulate(arrivals, services, c):
    check_order(arrivals)
    order = sorted(range(len(arrivals)), key=lambda k: services[k])
    free = [0] * c
    waits = [0] * len(arrivals)
    for k in order:
        i = free.index(min(free))
        begin = max(arrivals[k], free[i])
        waits[k] = begin - arrivals[k]
        free[i] = begin + services[k]
    return waits
