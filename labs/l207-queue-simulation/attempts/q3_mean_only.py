# earns: 0
# says: 客の人数と同じ数だけ
def simulate(arrivals, services, c):
    check_order(arrivals)
    free = [0] * c
    waits = []
    for a, s in zip(arrivals, services):
        i = free.index(min(free))
        begin = max(a, free[i])
        waits.append(begin - a)
        free[i] = begin + s
    return sum(waits) / len(waits)
