# earns: 0
# says: 60で割り
def break_even(min_manual, runs_per_month, dev_h, maint_h_per_month, exception_rate):
    before = min_manual * runs_per_month
    after = maint_h_per_month + before * exception_rate
    saved = before - after
    if saved <= 0:
        return None
    return dev_h / saved
