# earns: 11
# says: 単位（件）
def plot_monthly(s, fy):
    fig, ax = plt.subplots()
    ax.bar(s.index, s)
    ax.set_ylim(0)
    ax.set_ylabel("件数")
    ax.set_title(f"手続きの件数（{fy}年度）")
    return ax
