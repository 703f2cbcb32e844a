# earns: 0
# says: 半角・全角
def same_form(text):
    text = str(text)
    return "".join(text.split()).translate(KATAKANA)


def repeated_keys(table):
    return set(table.loc[table["照合"].duplicated(keep=False), "照合"])


def reconcile(a, b, key, amount):
    left = a.assign(照合=[same_form(text) for text in a[key]])
    right = b.assign(照合=[same_form(text) for text in b[key]])
    repeated = repeated_keys(left) | repeated_keys(right)
    dup = pd.concat([left[left["照合"].isin(repeated)], right[right["照合"].isin(repeated)]])
    left = left[~left["照合"].isin(repeated)]
    right = right[~right["照合"].isin(repeated)]
    both = left.merge(right, on="照合", how="outer", indicator=True, suffixes=("_a", "_b"))
    gap = (both[amount + "_a"] - both[amount + "_b"]).abs()
    pair = both["_merge"] == "both"
    return {
        "matched": both[pair & (gap < 1)],
        "diff": both[pair & (gap >= 1)],
        "only_a": both[both["_merge"] == "left_only"],
        "only_b": both[both["_merge"] == "right_only"],
        "dup": dup,
    }
