# earns: 0
# says: 並べかえず
def plot_monthly(s, fy):
    s = s.reindex([f"{m}月" for m in range(1, 13)])
    fig, ax = plt.subplots()
    ax.bar(s.index, s)
    ax.set_ylim(0)
    ax.set_ylabel("件数（件）")
    ax.set_title(f"手続きの件数（{fy}年度）")
    return ax
