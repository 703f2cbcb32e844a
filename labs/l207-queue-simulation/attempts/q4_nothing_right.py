# earns: 0
# says: 式の答えと合いません
# says: 全部の平均を
def erlang_c(lam, minutes, c):
    return lam * minutes / c


def agrees(means, theory):
    return means[0] > 0
