# earns: full
def simulate(arrivals, services, c):
    check_order(arrivals)
    left = np.zeros(c)  # Kiefer and Wolfowitz: what each window still has to do, in order
    waits, before = [], 0
    for a, s in zip(arrivals, services):
        left = np.sort(np.maximum(left - (a - before), 0))
        waits.append(left[0])
        left[0] = left[0] + s
        before = a
    return pd.Series(waits)
