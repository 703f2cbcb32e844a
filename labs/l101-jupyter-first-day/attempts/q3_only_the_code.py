# earns: 0
# says: phone
def load_branches(path, encoding="utf-8-sig"):
    return pd.read_csv(path, dtype={"branch_code": str}, encoding=encoding)
