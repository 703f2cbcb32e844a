# earns: full
def read_any_csv(path):
    data = open(path, "rb").read()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ValueError("文字コードがUTF-16です")
    for name in ("utf-8-sig", "cp932"):
        try:
            return pd.read_csv(path, encoding=name, dtype="string", na_filter=False), name
        except UnicodeDecodeError:
            pass
    raise ValueError("文字コードがわかりません")
