# earns: 0
# says: 受け取った path
def load_branches(path, encoding="utf-8-sig"):
    return pd.read_csv("data/branches.csv", dtype=str, encoding=encoding)
