# earns: full
import heapq


def simulate(arrivals, services, c):
    if any(later < earlier for earlier, later in zip(arrivals, arrivals[1:])):
        raise ValueError("順番がちがいます")
    free = [0.0] * c
    waits = []
    for a, s in zip(arrivals, services):
        begin = max(a, heapq.heappop(free))
        heapq.heappush(free, begin + s)
        waits.append(begin - a)
    return np.array(waits)
