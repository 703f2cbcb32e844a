# earns: 0
# says: 世話の時間
def break_even(min_manual, runs_per_month, dev_h, maint_h_per_month, exception_rate):
    before = min_manual * runs_per_month / 60
    after = before * exception_rate
    saved = before - after
    if saved <= 0:
        return None
    return dev_h / saved
