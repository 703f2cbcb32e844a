# earns: 9
# says: 全部の平均を
def erlang_c(lam, minutes, c):
    a = lam * minutes
    rho = a / c
    if rho >= 1:
        return inf
    part1 = sum(a**k / factorial(k) for k in range(c))
    part2 = a**c / factorial(c) / (1 - rho)
    return part2 / (part1 + part2) * minutes / (c - a)


def agrees(means, theory):
    return True
