# earns: 0
# says: 見出しがファイルとちがいます
def load_branches(path, encoding="utf-8-sig"):
    return pd.read_csv(path, dtype=str, encoding=encoding, header=1)
