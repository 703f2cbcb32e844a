# earns: 0
def did(df, start="2025-07"):
    return -4.0
