# earns: full
import csv
def load_branches(path, encoding="utf-8-sig"):
    with open(path, encoding=encoding, newline="") as file:
        rows = list(csv.reader(file))
    return pd.DataFrame(rows[1:], columns=rows[0])
