# earns: 10
# says: 利用率が1以上
def erlang_c(lam, minutes, c):
    a = lam * minutes
    rho = a / c
    if rho == 1:
        return inf
    part1 = sum(a**k / factorial(k) for k in range(c))
    part2 = a**c / factorial(c) / (1 - rho)
    return part2 / (part1 + part2) * minutes / (c - a)


def agrees(means, theory):
    return abs(np.mean(means) - theory) <= 0.1 * theory
