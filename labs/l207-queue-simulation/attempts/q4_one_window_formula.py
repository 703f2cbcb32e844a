# earns: 3
# says: 窓口1つの式になっています
def erlang_c(lam, minutes, c):
    rho = lam * minutes / c
    if rho >= 1:
        return inf
    return rho * minutes / (1 - rho)


def agrees(means, theory):
    return abs(np.mean(means) - theory) <= 0.1 * theory
