# earns: 0
# says: 行の番号がずれて
def good_digit(code):
    total = sum(int(digit) * weight for digit, weight in zip(code, [6, 5, 4, 3, 2]))
    return int(code[5]) == (11 - total % 11) % 10


def good_time(text):
    return re.fullmatch("([01][0-9]|2[0-3]):[0-5][0-9]", text) is not None


def check_standard(df):
    found = []

    def add(row, item, rule, value, how):
        found.append({"行": row, "項目": item, "規則": rule, "値": value, "直し方": how})

    repeated = df["ID"].duplicated(keep=False)
    for row, (line, again) in enumerate(zip(df.to_dict("records"), repeated), 0):
        code = line["全国地方公共団体コード"]
        if re.fullmatch("[0-9]{6}", code) is None:
            add(row, "全国地方公共団体コード", "6桁", code, "先頭の0を補い、6桁の文字にする")
        elif not good_digit(code):
            add(row, "全国地方公共団体コード", "検査数字", code, "市のコードを見直す")
        if not (20 <= float(line["緯度"]) <= 46 and 122 <= float(line["経度"]) <= 154):
            add(row, "緯度", "緯度経度", line["緯度"], "緯度と経度が逆でないか見る")
        if not good_phone(line["電話番号"]):
            add(row, "電話番号", "電話番号", line["電話番号"], "0から始まる番号を半角で書く")
        for item in ["開始時間", "終了時間"]:
            if not good_time(line[item]):
                add(row, item, "時刻", line[item], "09:00 のように書く")
        if not good_days(line["利用可能曜日"]):
            add(row, "利用可能曜日", "曜日", line["利用可能曜日"], "月から順に並べる")
        if again:
            add(row, "ID", "ID重複", line["ID"], "IDを付け直す")
    return pd.DataFrame(found, columns=["行", "項目", "規則", "値", "直し方"])
