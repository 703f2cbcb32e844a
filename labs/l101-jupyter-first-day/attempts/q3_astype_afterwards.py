# earns: 0
# says: 先頭のゼロは消えたまま
def load_branches(path, encoding="utf-8-sig"):
    return pd.read_csv(path, encoding=encoding).astype(str)
