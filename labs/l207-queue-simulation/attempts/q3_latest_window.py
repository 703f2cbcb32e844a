# earns: 0
# says: 窓口が1つのときの待ち時間です
def simulate(arrivals, services, c):
    check_order(arrivals)
    free = [0] * c
    waits = []
    for a, s in zip(arrivals, services):
        i = free.index(max(free))
        begin = max(a, free[i])
        waits.append(begin - a)
        free[i] = begin + s
    return waits
