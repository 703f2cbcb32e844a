# earns: 10
# says: 順位
longest = waits.loc[waits["wait"].idxmax(), "branch_code"]
rank = 12
