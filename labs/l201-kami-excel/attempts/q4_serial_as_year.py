# earns: 0
def parse_jp_date(x):
    return (pd.to_datetime(str(x), errors="coerce").date(), "")
