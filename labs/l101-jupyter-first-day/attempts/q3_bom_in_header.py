# earns: 7
# says: BOM
def load_branches(path, encoding="utf-8"):
    table = pd.read_csv(path, dtype=str, encoding=encoding, encoding_errors="replace")
    if encoding == "utf-8":
        table = pd.DataFrame(table.to_numpy(), columns=open(path, encoding="utf-8").readline().strip().split(","))
    return table
