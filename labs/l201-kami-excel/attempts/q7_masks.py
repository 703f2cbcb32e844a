# earns: full
def check_standard(df):
    df = df.reset_index(drop=True)
    code = df["全国地方公共団体コード"]
    six = code.str.fullmatch("[0-9]{6}")

    def digit(text):
        s = sum(int(text[i]) * (6 - i) for i in range(5))
        r = 11 - s if s < 11 else 11 - s % 11
        return str(r)[-1] == text[5]

    lat, lng = df["緯度"].astype(float), df["経度"].astype(float)
    phones = df["電話番号"].str.fullmatch("0[0-9]+-[0-9]+-[0-9]+")
    phones &= df["電話番号"].str.count("[0-9]").isin([10, 11])
    bad = {
        ("全国地方公共団体コード", "6桁"): ~six,
        ("全国地方公共団体コード", "検査数字"): six & ~code.where(six, "009202").map(digit),
        ("経度", "緯度経度"): ~(lat.between(20, 46) & lng.between(122, 154)),
        ("電話番号", "電話番号"): ~phones,
        ("開始時間", "時刻"): ~df["開始時間"].str.fullmatch("([01][0-9]|2[0-3]):[0-5][0-9]"),
        ("終了時間", "時刻"): ~df["終了時間"].str.fullmatch("([01][0-9]|2[0-3]):[0-5][0-9]"),
        ("利用可能曜日", "曜日"): ~df["利用可能曜日"].str.fullmatch("月?火?水?木?金?土?日?"),
        ("ID", "ID重複"): df["ID"].duplicated(keep=False),
    }
    rows = [
        (i + 1, item, rule, df.loc[i, item], "見直す")
        for (item, rule), mask in bad.items()
        for i in df.index[mask]
    ]
    return pd.DataFrame(rows, columns=["行", "項目", "規則", "値", "直し方"])
