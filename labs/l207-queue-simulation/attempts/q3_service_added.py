# earns: 0
# says: 用事の長さが足されています
def simulate(arrivals, services, c):
    check_order(arrivals)
    free = [0] * c
    waits = []
    for a, s in zip(arrivals, services):
        i = free.index(min(free))
        begin = max(a, free[i])
        waits.append(begin + s - a)
        free[i] = begin + s
    return waits
