# earns: 0
# says: 表が返ってきません
def load_branches(path, encoding="utf-8-sig"):
    return open(path, encoding=encoding).read()
