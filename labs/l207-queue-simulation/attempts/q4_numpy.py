# earns: full
def erlang_c(lam, minutes, c):
    a = np.float64(lam * minutes)
    terms = np.array([a**k / factorial(k) for k in range(c + 1)])
    if a / c >= 1:
        return np.inf
    terms[-1] = terms[-1] / (1 - a / c)
    return terms[-1] / terms.sum() / (c / minutes - lam)


def agrees(means, theory):
    return abs(np.mean(means) - theory) <= 0.1 * theory
