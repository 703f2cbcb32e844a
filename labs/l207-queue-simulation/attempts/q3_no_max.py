# earns: 0
# says: 来る前に始まっています
def simulate(arrivals, services, c):
    check_order(arrivals)
    free = [0] * c
    waits = []
    for a, s in zip(arrivals, services):
        i = free.index(min(free))
        waits.append(free[i] - a)
        free[i] = free[i] + s
    return waits
