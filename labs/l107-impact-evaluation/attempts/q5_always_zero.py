# earns: 0
def placebo(df, fake_start, start="2025-07"):
    return 0.0
