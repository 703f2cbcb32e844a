# earns: 0
# says: 折れ線
def plot_monthly(s, fy):
    fig, ax = plt.subplots()
    ax.plot(s.index, s)
    ax.set_ylim(0)
    ax.set_ylabel("件数（件）")
    ax.set_title(f"{fy}年度")
    return ax
