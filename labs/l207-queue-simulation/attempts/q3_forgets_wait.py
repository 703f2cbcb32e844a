# earns: 0
# says: 始まる時刻に用事の長さを足した時刻
def simulate(arrivals, services, c):
    check_order(arrivals)
    free = [0] * c
    waits = []
    for a, s in zip(arrivals, services):
        i = free.index(min(free))
        begin = max(a, free[i])
        waits.append(begin - a)
        free[i] = a + s
    return waits
