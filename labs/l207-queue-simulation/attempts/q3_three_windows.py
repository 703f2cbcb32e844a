# earns: 0
# says: 待ち時間が合いません
def simulate(arrivals, services, c):
    check_order(arrivals)
    free = [0] * 3
    waits = []
    for a, s in zip(arrivals, services):
        i = free.index(min(free))
        begin = max(a, free[i])
        waits.append(begin - a)
        free[i] = begin + s
    return waits
