# earns: 0
# says: 用事の短い人を先に
import heapq


def simulate(arrivals, services, c):
    if list(arrivals) != sorted(arrivals):
        raise ValueError("来た時刻を、早い順に並べてください")
    free, line, waits, nxt = [0.0] * c, [], [0.0] * len(arrivals), 0
    for _ in range(len(arrivals)):
        now = heapq.heappop(free)
        if not line:
            now = max(now, arrivals[nxt])
        while nxt < len(arrivals) and arrivals[nxt] <= now:
            heapq.heappush(line, (services[nxt], nxt))
            nxt += 1
        s, who = heapq.heappop(line)
        waits[who] = now - arrivals[who]
        heapq.heappush(free, now + s)
    return waits
