# earns: full
def normalize(df, policy):
    dashes = str.maketrans({c: "-" for c in "－−‐ー"})

    def one(kind, text):
        if kind == "name":
            return re.sub("[ 　]+", " ", text).strip()
        if kind == "free":
            return text.strip()
        if kind == "code":
            return unicodedata.normalize("NFKC", text.translate(dashes)).strip()
        if kind == "number" and text == "…":
            return text
        text = unicodedata.normalize("NFKC", text).strip()
        if kind == "number":
            for letter in ",円件人約":
                text = text.replace(letter, "")
            text = text.translate(str.maketrans("△▲−", "---"))
        return text

    return df.assign(**{column: df[column].map(lambda t, k=kind: one(k, t)) for column, kind in policy.items()})
