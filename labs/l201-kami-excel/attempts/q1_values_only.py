# earns: 0
# says: 値だけでなく
def audit(path):
    book = pd.read_excel(path, sheet_name=None, header=None)
    texts = [value for table in book.values() for value in table.to_numpy().ravel() if isinstance(value, str)]
    return {"L1-06"} if any("　" in text for text in texts) else set()
