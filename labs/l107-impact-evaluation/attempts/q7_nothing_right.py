# earns: 0
def rct(df):
    return {"diff": 0.07, "ci_low": 0.04, "ci_high": 0.1, "n_a": 1800, "n_b": 1800}


def balance(df):
    return {"age": 0.5, "last_year": 0.5}
