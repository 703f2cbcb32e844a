# earns: full
def load_branches(path, encoding="utf-8-sig"):
    with open(path, encoding=encoding) as file:
        return pd.read_csv(file, dtype="string", keep_default_na=False)
