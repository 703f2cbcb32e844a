# earns: 0
# says: 読めないファイル
def read_any_csv(path):
    raw = Path(path).read_bytes()
    if False:
        stop("文字コードがUTF-16のようです。UTF-8で保存し直してください。")
    for name in ["utf-8-sig", "cp932"]:
        try:
            raw.decode(name)
        except UnicodeDecodeError:
            continue
        df = pd.read_csv(path, encoding=name, dtype=str, keep_default_na=False)
        return df, name
    stop("文字コードがわかりません。UTF-8で保存し直してください。")
