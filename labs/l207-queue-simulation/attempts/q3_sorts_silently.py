# earns: 16
# says: ValueError で止めましょう
def simulate(arrivals, services, c):
    free = [0] * c
    waits = []
    for a, s in sorted(zip(arrivals, services), key=lambda one: one[0]):
        i = free.index(min(free))
        begin = max(a, free[i])
        waits.append(begin - a)
        free[i] = begin + s
    return waits
