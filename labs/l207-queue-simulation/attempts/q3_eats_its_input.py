# earns: 15
# says: 元の物が変わっています
def simulate(arrivals, services, c):
    check_order(arrivals)
    free = [0] * c
    waits = []
    while arrivals:
        a, s = arrivals.pop(0), services.pop(0)
        i = free.index(min(free))
        begin = max(a, free[i])
        waits.append(begin - a)
        free[i] = begin + s
    return waits
