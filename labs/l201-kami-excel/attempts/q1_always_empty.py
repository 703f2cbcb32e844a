# earns: 0
# says: まだ合っていません
def audit(path):
    return set()
