# earns: 0
# says: 何も返ってきません
def load_branches(path, encoding="utf-8-sig"):
    table = pd.read_csv(path, dtype=str, encoding=encoding)
