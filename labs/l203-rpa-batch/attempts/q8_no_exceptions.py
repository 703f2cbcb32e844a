# earns: 0
# says: 例外の手作業
def break_even(min_manual, runs_per_month, dev_h, maint_h_per_month, exception_rate):
    before = min_manual * runs_per_month / 60
    after = maint_h_per_month
    saved = before - after
    if saved <= 0:
        return None
    return dev_h / saved
