# earns: full
def plot_monthly(s, fy):
    ax = s.plot.bar(title=f"{fy}年度の手続き", rot=0)
    ax.set_ylabel("件数(件)")
    return ax
