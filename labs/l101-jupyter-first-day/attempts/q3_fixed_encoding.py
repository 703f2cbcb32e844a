# earns: 7
# says: cp932
def load_branches(path, encoding="utf-8-sig"):
    return pd.read_csv(path, dtype=str, encoding="utf-8-sig")
