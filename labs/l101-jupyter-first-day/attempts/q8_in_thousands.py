# earns: 0
# says: 棒の高さ
def plot_monthly(s, fy):
    fig, ax = plt.subplots()
    ax.bar(s.index, s / 1000)
    ax.set_ylim(0)
    ax.set_ylabel("件数（件）")
    ax.set_title(f"手続きの件数（{fy}年度）")
    return ax
