# earns: 0
# says: 両側
def perm_p(df, start="2025-07"):
    sums = branch_sums(df, start)
    pilots = sums.index[sums["pilot"] == 1]
    observed = gap_of(sums, pilots)
    gaps = [gap_of(sums, chosen) for chosen in combinations(sums.index, len(pilots))]
    return sum(gap <= observed + 1e-9 for gap in gaps) / len(gaps)
