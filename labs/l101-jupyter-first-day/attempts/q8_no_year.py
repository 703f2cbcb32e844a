# earns: 11
# says: 題名に年度
def plot_monthly(s, fy):
    fig, ax = plt.subplots()
    ax.bar(s.index, s)
    ax.set_ylim(0)
    ax.set_ylabel("件数（件）")
    ax.set_title("手続きの件数")
    return ax
