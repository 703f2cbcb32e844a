# earns: 0
# says: name の列
def half(text):
    return unicodedata.normalize("NFKC", text)


def tidy_code(text):
    return half(text).translate(HYPHENS).strip()


def tidy_number(text):
    if text in ["-", "…"]:
        return text
    text = half(text).strip()
    text = re.sub("[,円件人約]", "", text)
    return re.sub("[△▲−]", "-", text)


def tidy_name(text):
    return " ".join(half(text).split())


def tidy_kana(text):
    return half(text).strip()


def normalize(df, policy):
    ways = {"code": tidy_code, "number": tidy_number, "name": tidy_name, "kana": tidy_kana, "free": str.strip}
    result = df.copy()
    for column, kind in policy.items():
        result[column] = [ways[kind](text) for text in df[column]]
    return result
