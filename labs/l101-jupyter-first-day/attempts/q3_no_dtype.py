# earns: 0
# says: 先頭のゼロが消え
def load_branches(path, encoding="utf-8-sig"):
    return pd.read_csv(path, encoding=encoding)
