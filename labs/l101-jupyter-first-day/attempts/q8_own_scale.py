# earns: 11
# says: 0から始まって
def plot_monthly(s, fy):
    fig, ax = plt.subplots()
    ax.bar(s.index, s)
    ax.set_ylim(s.min() * 0.9)
    ax.set_ylabel("件数（件）")
    ax.set_title(f"手続きの件数（{fy}年度）")
    return ax
