# earns: 0
# says: 月数が合いません
def break_even(min_manual, runs_per_month, dev_h, maint_h_per_month, exception_rate):
    before = min_manual * runs_per_month / 60
    after = maint_h_per_month + before * exception_rate
    saved = before - after
    if saved <= 0:
        return None
    return saved / dev_h
