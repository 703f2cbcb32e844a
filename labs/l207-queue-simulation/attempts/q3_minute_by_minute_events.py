# earns: full
def simulate(arrivals, services, c):
    check_order(arrivals)
    busy, line, waits = [], [], {}
    events = [(a, 1, k) for k, a in enumerate(arrivals)]
    import heapq

    heapq.heapify(events)
    while events:
        now, kind, k = heapq.heappop(events)
        if kind == 0:
            busy.remove(k)
        else:
            line.append(k)
        while line and len(busy) < c:
            who = line.pop(0)
            waits[who] = now - arrivals[who]
            busy.append(who)
            heapq.heappush(events, (now + services[who], 0, who))
    return tuple(waits[k] for k in range(len(arrivals)))
