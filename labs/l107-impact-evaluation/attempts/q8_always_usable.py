# earns: 0
# says: どの表でも「使える」
def verdict(df, start="2025-07"):
    return "使える"
