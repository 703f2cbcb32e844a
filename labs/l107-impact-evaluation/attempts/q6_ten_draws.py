# earns: 0
# says: くじで選ばず
import random


def perm_p(df, start="2025-07"):
    sums = branch_sums(df, start)
    pilots = sums.index[sums["pilot"] == 1]
    observed = gap_of(sums, pilots)
    every = list(combinations(sums.index, len(pilots)))
    chosen = random.sample(every, 10)
    return (1 + sum(abs(gap_of(sums, c)) >= abs(observed) for c in chosen)) / 11
