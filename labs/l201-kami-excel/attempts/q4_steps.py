# earns: full
import datetime


def parse_jp_date(x):
    text = unicodedata.normalize("NFKC", str(x)).strip().replace("元年", "1年")
    if not text:
        return None, "空欄です"
    if text.isdigit() and len(text) == 5:
        return pd.Timestamp("1899-12-30") + pd.Timedelta(days=int(text)), ""
    numbers = [int(n) for n in re.findall("[0-9]+", text)]
    if len(numbers) != 3:
        return None, "日付ではありません"
    year, month, day = numbers
    letter = {"令": "R", "平": "H", "昭": "S"}.get(text[0], text[0])
    year += {"R": 2018, "H": 1988, "S": 1925}.get(letter, 0)
    try:
        found = datetime.date(year, month, day)
    except ValueError:
        return None, "その日はありません"
    last = {"H": datetime.date(2019, 4, 30), "S": datetime.date(1989, 1, 7)}.get(letter)
    return (found, "改元後の日付です") if last and found > last else (found, "")
