# earns: 0
# says: 窓口が1つのときの待ち時間です
def simulate(arrivals, services, c):
    check_order(arrivals)
    wait, waits = 0, []
    for k in range(len(arrivals)):
        if k > 0:
            wait = max(0, wait + services[k - 1] - (arrivals[k] - arrivals[k - 1]))
        waits.append(wait)
    return waits
