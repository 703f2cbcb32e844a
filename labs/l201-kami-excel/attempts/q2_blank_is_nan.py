# earns: 0
# says: 空欄は
def read_any_csv(path):
    raw = Path(path).read_bytes()
    if b"\x00" in raw:
        stop("文字コードがUTF-16のようです。UTF-8で保存し直してください。")
    for name in ["utf-8-sig", "cp932"]:
        try:
            raw.decode(name)
        except UnicodeDecodeError:
            continue
        df = pd.read_csv(path, encoding=name, dtype=str)
        return df, name
    stop("文字コードがわかりません。UTF-8で保存し直してください。")
