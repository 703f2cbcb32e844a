# earns: 0
# says: 本当の組合せが数えられていません
def perm_p(df, start="2025-07"):
    sums = branch_sums(df, start)
    pilots = sums.index[sums["pilot"] == 1]
    observed = gap_of(sums, pilots)
    gaps = [gap_of(sums, chosen) for chosen in combinations(sums.index, len(pilots))]
    return sum(abs(gap) > abs(observed) + 1e-9 for gap in gaps) / len(gaps)
