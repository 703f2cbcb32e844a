# earns: full
def break_even(min_manual, runs_per_month, dev_h, maint_h_per_month, exception_rate):
    minutes = min_manual * runs_per_month * (1 - exception_rate) - maint_h_per_month * 60
    if minutes > 1e-9:
        return dev_h * 60 / minutes
