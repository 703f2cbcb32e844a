# earns: 0
# says: 窓口ごとに別の列
def simulate(arrivals, services, c):
    check_order(arrivals)
    free = [0] * c
    waits = []
    for place, (a, s) in enumerate(zip(arrivals, services)):
        i = place % c
        begin = max(a, free[i])
        waits.append(begin - a)
        free[i] = begin + s
    return waits
