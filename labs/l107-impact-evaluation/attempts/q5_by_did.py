# earns: full
def placebo(df, fake_start, start="2025-07"):
    return did(df[df["ym"] < start], fake_start)
