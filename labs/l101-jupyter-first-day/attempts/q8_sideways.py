# earns: 0
# says: 棒の高さ
def plot_monthly(s, fy):
    fig, ax = plt.subplots()
    ax.barh(s.index, s)
    ax.set_xlim(0)
    ax.set_xlabel("件数（件）")
    ax.set_title(f"手続きの件数（{fy}年度）")
    return ax
