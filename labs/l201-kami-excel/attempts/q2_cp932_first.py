# earns: 0
# says: 別の文字に化け
def read_any_csv(path):
    raw = Path(path).read_bytes()
    if b"\x00" in raw:
        stop("文字コードがUTF-16のようです。UTF-8で保存し直してください。")
    for name in ["cp932", "utf-8-sig"]:
        try:
            raw.decode(name)
        except UnicodeDecodeError:
            continue
        df = pd.read_csv(path, encoding=name, dtype=str, keep_default_na=False)
        return df, name
    stop("文字コードがわかりません。UTF-8で保存し直してください。")
