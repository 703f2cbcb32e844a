# earns: 11
# says: 読めない文字
def plot_monthly(s, fy):
    fig, ax = plt.subplots()
    ax.bar(s.index, s)
    ax.set_ylim(0)
    ax.set_ylabel("件数（件）")
    ax.set_title(f"\U0001F3D9 手続きの件数（{fy}年度）")
    return ax
