# earns: 0
def perm_p(df, start="2025-07"):
    return 0.0
