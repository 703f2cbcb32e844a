# earns: 11
# says: 横軸の見出し
def plot_monthly(s, fy):
    fig, ax = plt.subplots()
    ax.bar(range(12), s)
    ax.set_ylim(0)
    ax.set_ylabel("件数（件）")
    ax.set_title(f"手続きの件数（{fy}年度）")
    return ax
