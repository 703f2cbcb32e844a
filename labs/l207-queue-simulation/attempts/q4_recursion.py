# earns: full
def erlang_c(lam, minutes, c):
    a = lam * minutes
    if a >= c:
        return float("inf")
    blocked = 1.0
    for k in range(1, c + 1):
        blocked = a * blocked / (k + a * blocked)
    wait = blocked / (1 - a / c * (1 - blocked))
    return wait / (c / minutes - lam)


def agrees(means, theory):
    average = sum(means) / len(means)
    return bool(0.9 * theory <= average <= 1.1 * theory)
