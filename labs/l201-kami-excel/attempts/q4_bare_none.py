# earns: 0
# says: 組
def parse_jp_date(x):
    return None
