# earns: 0
# says: 始まる時刻のままです
def simulate(arrivals, services, c):
    check_order(arrivals)
    free = [0] * c
    waits = []
    for a, s in zip(arrivals, services):
        i = free.index(min(free))
        begin = max(a, free[i])
        waits.append(begin)
        free[i] = begin + s
    return waits
